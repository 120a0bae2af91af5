package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Duration;
import java.util.Optional;

/** The stage that charges a tenant's limits. */
@CrossThread
public final class Admission {
  private static final Duration CONCURRENCY_RETRY = Duration.ofSeconds(1);

  private final TenantMeters meters = new TenantMeters();
  private final int waitingMax;
  private volatile Plans plans;

  /**
   * @param waitingMax requests of one tenant that may wait for a node beside those under way
   */
  public Admission(Plans plans, int waitingMax) {
    this.plans = plans;
    this.waitingMax = waitingMax;
  }

  /** Holds tenants to these from now on. */
  public void use(Plans newPlans) {
    this.plans = newPlans;
  }

  public Outcome<Permitted> permit(Located located) {
    TenantMeter meter = meterOf(located.tenant());
    if (!meter.enter(waitingMax)) {
      return Outcome.stopped(new OverLimit("concurrent requests", CONCURRENCY_RETRY));
    }
    located.identified().arrived().exchange().onLastBytes(meter::leave);
    Optional<Duration> wait = meter.charge();
    if (wait.isPresent()) {
      return Outcome.stopped(new OverLimit("requests", wait.get()));
    }
    return Outcome.ready(new Permitted(located));
  }

  /** How many requests of this tenant sqld may have at once. */
  public int underWayMaxOf(TenantRecord tenant) {
    return plans.limitsOf(tenant).concurrentMax();
  }

  TenantMeter meterOf(TenantRecord tenant) {
    return meters.of(tenant.id(), plans.limitsOf(tenant));
  }
}
