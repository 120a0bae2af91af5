package dev.gatehouse.admin.provision;

import dev.gatehouse.tenancy.Namespace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What a new namespace begins with. */
public sealed interface Seed {
  /** Nothing. */
  Seed EMPTY = new Empty();

  /** Nothing. */
  record Empty() implements Seed {}

  /**
   * What another namespace holds.
   *
   * @param source that one
   * @param at as it was then, or as it is now
   */
  record ForkOf(Namespace source, Optional<Instant> at) implements Seed {}

  /** An SQL text. */
  record Dump(Path file) implements Seed {}

  /** What a backup holds; its schema is as it was then. */
  record Stored(StoredDump dump) implements Seed {}

  /** An SQLite database. */
  record SqliteFile(Path file) implements Seed {}
}
