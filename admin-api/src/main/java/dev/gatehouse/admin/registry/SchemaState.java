package dev.gatehouse.admin.registry;

import java.util.Optional;

/**
 * How far the schema of a namespace is.
 *
 * @param set the schema set that it follows
 * @param version the last of the set's migrations that it has, 0 for none
 */
public record SchemaState(Optional<String> set, int version) {
  /** A namespace that follows no schema set. */
  public static final SchemaState NONE = new SchemaState(Optional.empty(), 0);

  public SchemaState {
    if (version < 0) {
      throw new IllegalArgumentException("a version is 0 or more");
    }
  }
}
