package dev.gatehouse.tenancy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what a tenant may use: what is set for itself, else what its plan says, else the
 * standard. A plan that nobody knows (any more) says nothing.
 */
public final class Plans {
  private final Limits standardLimits;
  private final Quota standardQuota;
  private final Map<String, Plan> byName = new LinkedHashMap<>();

  /**
   * @param standardLimits for tenants that nothing else holds for
   * @param standardQuota for tenants that nothing else holds for
   */
  public Plans(Limits standardLimits, Quota standardQuota, List<Plan> plans) {
    this.standardLimits = standardLimits;
    this.standardQuota = standardQuota;
    plans.forEach(plan -> byName.put(plan.name(), plan));
  }

  /** No plans and no quotas: the same limits for all that have none of their own. */
  public static Plans standard(Limits limits) {
    return new Plans(limits, Quota.NONE, List.of());
  }

  public Limits limitsOf(TenantRecord tenant) {
    return tenant.limits().or(() -> planOf(tenant).map(Plan::limits)).orElse(standardLimits);
  }

  public Quota quotaOf(TenantRecord tenant) {
    return tenant.quota().or(() -> planOf(tenant).map(Plan::quota)).orElse(standardQuota);
  }

  private Optional<Plan> planOf(TenantRecord tenant) {
    return tenant.plan().map(byName::get);
  }

  /** The names of all plans; where there are none, a tenant's plan is a mere label. */
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Plans plans
        && standardLimits.equals(plans.standardLimits)
        && standardQuota.equals(plans.standardQuota)
        && byName.equals(plans.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode() * 31 + standardLimits.hashCode();
  }

  @Override
  public String toString() {
    return "Plans[" + standardLimits + ", " + standardQuota + ", " + byName.values() + "]";
  }
}
