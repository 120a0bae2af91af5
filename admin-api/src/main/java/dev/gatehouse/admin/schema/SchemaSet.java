package dev.gatehouse.admin.schema;

import java.util.List;
import java.util.Optional;

/**
 * The schema that some namespaces share.
 *
 * @param name what namespaces refer to
 * @param migrations its steps in their order
 */
public record SchemaSet(String name, List<Migration> migrations) {

  /** The version of the last step, 0 where there is none. */
  public int latest() {
    return migrations.isEmpty() ? 0 : migrations.getLast().version();
  }

  Optional<Migration> migration(int version) {
    return migrations.stream().filter(each -> each.version() == version).findFirst();
  }
}
