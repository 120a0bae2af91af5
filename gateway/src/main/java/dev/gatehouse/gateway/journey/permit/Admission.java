package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.TenantRecord;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/** The stage that charges a tenant's limits. */
@CrossThread
public final class Admission {
  private static final Duration CONCURRENCY_RETRY = Duration.ofSeconds(1);

  private final TenantMeters meters;
  private final int waitingMax;

  /**
   * @param waitingMax requests of one tenant that may wait for a node beside those under way
   */
  public Admission(Plans plans, int waitingMax) {
    this(plans, waitingMax, TimeMeter.SYSTEM_NANOTIME);
  }

  Admission(Plans plans, int waitingMax, TimeMeter time) {
    this.waitingMax = waitingMax;
    this.meters = new TenantMeters(plans, time);
  }

  /** Holds tenants to these from now on. */
  public void use(Plans plans) {
    meters.use(plans);
  }

  /** Holds a tenant to what the registry says of it by now. */
  public void onChanged(TenantRecord tenant) {
    meters.onChanged(tenant);
  }

  public Outcome<Permitted> permit(Located located) {
    TenantMeter meter = meters.of(located.tenant());
    Optional<Refusal> refusal = meter.charge();
    if (refusal.isPresent()) {
      return Outcome.stopped(refusal.get());
    }
    if (!meter.enter(waitingMax)) {
      return Outcome.stopped(new OverLimit("concurrent requests", CONCURRENCY_RETRY));
    }
    located.identified().arrived().exchange().onLastBytes(meter::leave);
    return Outcome.ready(new Permitted(located));
  }

  /** How many requests of this tenant sqld may have at once. */
  public int underWayMaxOf(TenantRecord tenant) {
    return meters.ofSession(tenant).concurrentMax();
  }

  /** Charges what a request turns out to hold, or says why it may not run now. */
  public Optional<Refusal> chargeFor(Permitted permitted, int statements) {
    return RequestCost.beyondFirst(statements) == 0
        ? Optional.empty()
        : ofSession(permitted.located()).chargeBeyondFirst(statements);
  }

  /** How many tenants were active lately. */
  public long tenants() {
    return meters.count();
  }

  TenantMeter ofSession(Located located) {
    return meters.ofSession(located.tenant());
  }
}
