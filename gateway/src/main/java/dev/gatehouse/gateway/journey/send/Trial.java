package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.tenancy.NamespaceId;

/** One request to a node, and what it tells about the node. */
public final class Trial {
  private final Breaker breaker;
  private final NamespaceId tenant;
  private final long begunNanos;
  private boolean answered;

  Trial(Breaker breaker, NamespaceId tenant) {
    this.breaker = breaker;
    this.tenant = tenant;
    this.begunNanos = breaker.begin();
  }

  /** The node began to answer. */
  public void answered() {
    answered = true;
    breaker.onAnswer();
  }

  /** The time for an answer, or for the next part of one, is over. */
  public void silent() {
    if (!answered) {
      breaker.onSilence(tenant, begunNanos);
    }
  }
}
