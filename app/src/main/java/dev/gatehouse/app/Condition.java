package dev.gatehouse.app;

import dev.gatehouse.gateway.operate.Readiness;
import java.util.Optional;

/**
 * Whether requests should be sent here: not while draining, and not while sqld is away or not
 * proven.
 */
final class Condition {
  private final Upstream upstream;
  private final Proof proof;
  private volatile boolean draining;

  Condition(Upstream upstream, Proof proof) {
    this.upstream = upstream;
    this.proof = proof;
  }

  void drain() {
    draining = true;
  }

  Readiness now() {
    if (draining) {
      return new Readiness(false, "draining");
    }
    Optional<String> objection = proof.objection();
    if (objection.isPresent()) {
      return new Readiness(false, objection.get());
    }
    return upstream.isUp() ? new Readiness(true, "ready") : new Readiness(false, "sqld is away");
  }
}
