package dev.gatehouse.app;

import dev.gatehouse.gateway.operate.Readiness;

/** Whether requests should be sent here: not while draining, and not while sqld is away. */
final class Condition {
  private final Upstream upstream;
  private volatile boolean draining;

  Condition(Upstream upstream) {
    this.upstream = upstream;
  }

  void drain() {
    draining = true;
  }

  Readiness now() {
    if (draining) {
      return new Readiness(false, "draining");
    }
    return upstream.isUp() ? new Readiness(true, "ready") : new Readiness(false, "sqld is away");
  }
}
