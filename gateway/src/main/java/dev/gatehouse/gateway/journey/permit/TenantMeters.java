package dev.gatehouse.gateway.journey.permit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Duration;

/** The meters of the tenants that were active lately. */
@CrossThread
final class TenantMeters {
  /** Longer than the longest window, so that a forgotten meter was a full one. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

  private final Cache<NamespaceId, TenantMeter> meters =
      Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).build();

  TenantMeter of(NamespaceId id, Limits limits) {
    TenantMeter known = meters.getIfPresent(id);
    if (known != null && known.isFor(limits)) {
      return known;
    }
    return meters
        .asMap()
        .compute(id, (_, old) -> old != null && old.isFor(limits) ? old : new TenantMeter(limits));
  }
}
