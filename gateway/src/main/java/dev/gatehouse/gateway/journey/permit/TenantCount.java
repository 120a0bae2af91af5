package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.tenancy.NamespaceId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many of one thing each tenant holds; a tenant that holds none takes no memory. */
@CrossThread
final class TenantCount {
  private final int heldMax;
  private final ConcurrentMap<NamespaceId, Integer> held = new ConcurrentHashMap<>();

  TenantCount(int heldMax) {
    this.heldMax = heldMax;
  }

  /** Takes one more, if the tenant may have it. */
  boolean take(NamespaceId id) {
    int now = held.merge(id, 1, Integer::sum);
    if (now > heldMax) {
      give(id);
      return false;
    }
    return true;
  }

  void give(NamespaceId id) {
    held.computeIfPresent(id, (_, count) -> count == 1 ? null : count - 1);
  }

  int heldBy(NamespaceId id) {
    return held.getOrDefault(id, 0);
  }

  long total() {
    return held.values().stream().mapToLong(Integer::longValue).sum();
  }
}
