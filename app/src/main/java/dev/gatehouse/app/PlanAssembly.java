package dev.gatehouse.app;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.LimitsConfig;
import dev.gatehouse.config.PlanConfig;
import dev.gatehouse.config.QuotasConfig;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Plan;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.Quota;

/** The plans, from the configuration. */
final class PlanAssembly {
  private PlanAssembly() {}

  static Plans plans(GatehouseConfig config) {
    var limits = config.limits();
    var quotas = config.quotas();
    return new Plans(
        new Limits(limits.perSecondMax(), limits.perMinuteMax(), limits.concurrentMax()),
        new Quota(
            quotas.rowsReadPerMonth().rows(),
            quotas.rowsWrittenPerMonth().rows(),
            quotas.storageMax().bytes()),
        config.plans().stream().map(plan -> plan(plan, limits, quotas)).toList());
  }

  private static Plan plan(PlanConfig plan, LimitsConfig limits, QuotasConfig quotas) {
    var atOnce = plan.limits();
    var inMonth = plan.quotas();
    return new Plan(
        plan.name(),
        new Limits(
            atOnce.perSecondMax().orElse(limits.perSecondMax()),
            atOnce.perMinuteMax().orElse(limits.perMinuteMax()),
            atOnce.concurrentMax().orElse(limits.concurrentMax())),
        new Quota(
            inMonth.rowsReadPerMonth().orElse(quotas.rowsReadPerMonth()).rows(),
            inMonth.rowsWrittenPerMonth().orElse(quotas.rowsWrittenPerMonth()).rows(),
            inMonth.storageMax().orElse(quotas.storageMax()).bytes()));
  }
}
