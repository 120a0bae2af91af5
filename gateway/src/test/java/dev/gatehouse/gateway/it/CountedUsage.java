package dev.gatehouse.gateway.it;

import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.Usage;
import dev.gatehouse.tenancy.UsageMeter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Adds up what tenants used. */
final class CountedUsage implements UsageMeter {
  private static final Usage NOTHING = new Usage(0, 0, 0, false);

  private final Map<NamespaceId, Usage> sums = new ConcurrentHashMap<>();
  private final Map<NamespaceId, String> warnings = new ConcurrentHashMap<>();

  @Override
  public void count(TenantRecord tenant, Usage usage) {
    sums.merge(
        tenant.id(),
        usage,
        (one, two) ->
            new Usage(
                one.rowsRead() + two.rowsRead(),
                one.rowsWritten() + two.rowsWritten(),
                one.blocked() + two.blocked(),
                one.more() || two.more()));
  }

  /** All that a tenant used so far. */
  Usage of(TenantRecord tenant) {
    return sums.getOrDefault(tenant.id(), NOTHING);
  }

  /** Tells a tenant this with each answer from now on. */
  void warn(TenantRecord tenant, String warning) {
    warnings.put(tenant.id(), warning);
  }

  @Override
  public Optional<String> warningTo(TenantRecord tenant) {
    return Optional.ofNullable(warnings.get(tenant.id()));
  }

  @Override
  public Health health() {
    return Health.GOOD;
  }
}
