package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.tenancy.Namespace;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a namespace shall begin with, as callers write it.
 *
 * @param type {@code empty} or {@code fork}
 * @param of the source of a fork
 * @param at the moment of a fork, now where absent
 */
record SeedRequest(@Nullable String type, @Nullable String of, @Nullable String at) {

  Seed seed(FieldErrors errors) {
    if ("empty".equals(type) && of == null && at == null) {
      return Seed.EMPTY;
    }
    if ("fork".equals(type)) {
      Optional<Namespace> source = Optional.ofNullable(of).flatMap(Namespace::parse);
      Optional<Instant> time = time("seed.at", at, errors);
      if (source.isPresent()) {
        return new Seed.ForkOf(source.get(), time);
      }
      errors.add("seed.of", "a text of the form " + Namespace.form());
      return Seed.EMPTY;
    }
    errors.add("seed", "{\"type\": \"empty\"} or {\"type\": \"fork\", \"of\": …}");
    return Seed.EMPTY;
  }

  /** A moment, which says its zone: sqld itself would take one that does for now. */
  static Optional<Instant> time(String field, @Nullable String text, FieldErrors errors) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      errors.add(field, "a time such as 2026-11-21T00:00:00Z");
      return Optional.empty();
    }
  }
}
