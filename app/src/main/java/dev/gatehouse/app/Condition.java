package dev.gatehouse.app;

import dev.gatehouse.gateway.journey.locate.TenantDirectory.Unreadable;
import dev.gatehouse.gateway.operate.Readiness;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether requests should be sent here: not while draining, not while sqld is away or not proven,
 * and not while a request of Gatehouse's own is not answered.
 */
final class Condition {
  private final Upstream upstream;
  private final Proof proof;
  private volatile boolean givenAway;
  private volatile boolean draining;
  private volatile Supplier<Optional<Unreadable>> registry = Optional::empty;
  private volatile Supplier<Readiness> chain = () -> new Readiness(false, "starting");

  Condition(Upstream upstream, Proof proof) {
    this.upstream = upstream;
    this.proof = proof;
  }

  /** Another process serves whoever connects. */
  void giveAway() {
    givenAway = true;
  }

  void drain() {
    draining = true;
  }

  /** Tells from now on what this says of the registry as well. */
  void watchRegistry(Supplier<Optional<Unreadable>> unreadable) {
    registry = unreadable;
  }

  /** Tries from now on what a tenant's request passes as well. */
  void tryChain(Supplier<Readiness> trial) {
    chain = trial;
  }

  Readiness now() {
    if (givenAway) {
      return new Readiness(true, "ready: another process serves by now");
    }
    if (draining) {
      return new Readiness(false, "draining");
    }
    Optional<String> objection = proof.objection();
    if (objection.isPresent()) {
      return new Readiness(false, objection.get());
    }
    if (!upstream.isUp()) {
      return new Readiness(false, "sqld is away");
    }
    Readiness tried = chain.get();
    return tried.ready() ? withRegistry(registry.get()) : tried;
  }

  /** Known tenants are served without the registry for a while: that is ready enough. */
  static Readiness withRegistry(Optional<Unreadable> trouble) {
    return trouble
        .map(
            unreadable ->
                new Readiness(
                    unreadable.isServed(),
                    (unreadable.isServed() ? "ready, but the" : "the")
                        + " registry cannot be read since "
                        + unreadable.since().truncatedTo(ChronoUnit.SECONDS)
                        + "; known tenants are served until "
                        + unreadable.servedUntil().truncatedTo(ChronoUnit.SECONDS)))
        .orElseGet(() -> new Readiness(true, "ready"));
  }
}
