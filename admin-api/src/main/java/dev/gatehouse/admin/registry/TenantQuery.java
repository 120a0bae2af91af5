package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Namespace;
import java.util.Optional;

/**
 * A question for one page of namespaces, in the order of their names.
 *
 * @param filter which ones
 * @param after the name that the page begins behind
 * @param entriesMax how many the page holds
 */
public record TenantQuery(TenantFilter filter, Optional<Namespace> after, int entriesMax) {
  public TenantQuery {
    if (entriesMax < 1) {
      throw new IllegalArgumentException("a page holds 1 or more");
    }
  }

  /** A page of those whose names begin so. */
  public TenantQuery(String prefix, Optional<Namespace> after, int entriesMax) {
    this(TenantFilter.named(prefix), after, entriesMax);
  }
}
