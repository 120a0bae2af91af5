package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Namespace;
import java.util.Optional;

/**
 * A question for one page of namespaces, in the order of their names.
 *
 * @param prefix what the names begin with, empty for all
 * @param after the name that the page begins behind
 * @param entriesMax how many the page holds
 */
public record TenantQuery(String prefix, Optional<Namespace> after, int entriesMax) {
  public TenantQuery {
    if (entriesMax < 1) {
      throw new IllegalArgumentException("a page holds 1 or more");
    }
  }
}
