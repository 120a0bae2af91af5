package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.tenancy.Namespace;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** What a namespace shall begin with, as callers write it. */
final class SeedFields {
  private static final String TYPES = "empty or fork";
  private static final String NAME = "a text of the form " + Namespace.form();
  private static final Set<String> FIELDS = Set.of("type", "of", "at");

  private SeedFields() {}

  /** The field {@code seed}; empty where it is absent, and where it is wrong. */
  static Seed seed(Fields fields) {
    return fields.object("seed", FIELDS).map(SeedFields::said).orElse(Seed.EMPTY);
  }

  private static Seed said(Fields seed) {
    Optional<String> type =
        seed.required(
            "type", TYPES, text -> Optional.of(text).filter(Set.of("empty", "fork")::contains));
    if (!type.equals(Optional.of("fork"))) {
      if (seed.has("of") || seed.has("at")) {
        seed.wrong("type", "fork, where there is of or at");
      }
      return Seed.EMPTY;
    }
    Optional<Instant> at = time(seed);
    return seed.required("of", NAME, Namespace::parse)
        .<Seed>map(source -> new Seed.ForkOf(source, at))
        .orElse(Seed.EMPTY);
  }

  /** A moment, which says its zone: sqld itself would take one that does for now. */
  static Optional<Instant> time(Fields fields) {
    return fields
        .text("at", "a time such as 2026-11-21T00:00:00Z", text -> parse(text).isPresent())
        .flatMap(SeedFields::parse);
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
