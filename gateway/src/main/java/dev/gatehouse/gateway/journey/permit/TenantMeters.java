package dev.gatehouse.gateway.journey.permit;

import com.github.benmanes.caffeine.cache.Cache;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Remembered;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.TenantRecord;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** The meters of the tenants that were active lately. */
@CrossThread
final class TenantMeters {
  /** Longer than the longest window, so that a forgotten meter was a full one. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

  /** As long as the oldest session may remember what a tenant was held to when it began. */
  private static final Duration CHANGE_REMEMBERED = Duration.ofDays(1);

  private static final int METERS_MAX = 100_000;
  private static final int CHANGES_MAX = 10_000;

  private final TimeMeter time;
  private final Cache<NamespaceId, TenantMeter> meters;
  private final Cache<NamespaceId, TenantRecord> changed =
      Remembered.onCaller().expireAfterWrite(CHANGE_REMEMBERED).maximumSize(CHANGES_MAX).build();
  private volatile Plans plans;

  TenantMeters(Plans plans, TimeMeter time) {
    this.plans = plans;
    this.time = time;
    this.meters =
        Remembered.onCaller()
            .expireAfterAccess(FORGOTTEN_AFTER)
            .maximumSize(METERS_MAX)
            .ticker(time::currentTimeNanos)
            .build();
  }

  /** The meter of a tenant that was just looked up. */
  TenantMeter of(TenantRecord tenant) {
    TenantMeter meter = meters.get(tenant.id(), _ -> newMeter(tenant));
    meter.hold(tenant, plans.limitsOf(tenant));
    return meter;
  }

  /** The meter of a tenant that was looked up some time ago. */
  TenantMeter ofSession(TenantRecord tenant) {
    return meters.get(
        tenant.id(),
        id -> {
          TenantRecord later = changed.getIfPresent(id);
          return newMeter(later == null ? tenant : later);
        });
  }

  private TenantMeter newMeter(TenantRecord tenant) {
    return new TenantMeter(tenant, plans.limitsOf(tenant), time);
  }

  /** The registry says something else of a tenant by now. */
  void onChanged(TenantRecord tenant) {
    changed.put(tenant.id(), tenant);
    TenantMeter meter = meters.getIfPresent(tenant.id());
    if (meter != null) {
      meter.hold(tenant, plans.limitsOf(tenant));
    }
  }

  /** Holds everybody to these plans from now on. */
  void use(Plans newPlans) {
    plans = newPlans;
    for (TenantMeter meter : meters.asMap().values()) {
      meter.hold(meter.tenant(), newPlans.limitsOf(meter.tenant()));
    }
  }
}
