package dev.gatehouse.admin.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a namespace compares to its schema set.
 *
 * @param version the last migration that it has, 0 for none
 * @param pending those that it lacks
 * @param drift what does not fit, empty where all does
 */
public record SchemaStatus(int version, List<Migration> pending, List<String> drift) {

  static SchemaStatus of(SchemaSet set, List<AppliedMigration> applied) {
    int version = applied.isEmpty() ? 0 : applied.getLast().version();
    var drift = new ArrayList<String>();
    for (AppliedMigration each : applied) {
      fault(set, each).ifPresent(drift::add);
    }
    var pending = new ArrayList<Migration>();
    for (Migration migration : set.migrations()) {
      if (applied.stream().noneMatch(each -> each.version() == migration.version())) {
        pending.add(migration);
        if (migration.version() < version) {
          drift.add(
              "%s is new, but version %d has run already; give it a higher number"
                  .formatted(migration.name(), version));
        }
      }
    }
    return new SchemaStatus(version, List.copyOf(pending), List.copyOf(drift));
  }

  private static Optional<String> fault(SchemaSet set, AppliedMigration applied) {
    Optional<Migration> migration = set.migration(applied.version());
    if (migration.isEmpty()) {
      return Optional.of("%s has run, but the set has it no more".formatted(applied.name()));
    }
    return migration.get().checksum().equals(applied.checksum())
        ? Optional.empty()
        : Optional.of("%s has changed since it ran".formatted(applied.name()));
  }
}
