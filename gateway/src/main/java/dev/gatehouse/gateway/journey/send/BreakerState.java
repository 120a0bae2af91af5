package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.tenancy.NamespaceId;
import java.util.HashSet;
import java.util.Set;

/** Whether a node is asked. */
sealed interface BreakerState {

  /**
   * Everybody may ask it.
   *
   * @param refused connections that did not come about since it last answered
   * @param waited tenants that waited in vain since it last answered
   */
  record Closed(int refused, Set<NamespaceId> waited) implements BreakerState {
    static final Closed CLEAN = new Closed(0, Set.of());

    int failures() {
      return refused + waited.size();
    }

    Closed refusedAgain() {
      return new Closed(refused + 1, waited);
    }

    /** A tenant counts once, however often it waits: what it asks may be what takes so long. */
    Closed waitedInVain(NamespaceId tenant) {
      return waited.contains(tenant) ? this : new Closed(refused, with(waited, tenant));
    }
  }

  /**
   * Nobody may.
   *
   * @param untilNanos when it is tried
   * @param pauseNanos how long this pause is
   */
  record Open(long untilNanos, long pauseNanos) implements BreakerState {}

  /**
   * Some may, in each pause, until it answers.
   *
   * @param sinceNanos when the first of them could
   * @param roundNanos when the present round began
   * @param pauseNanos how long a round is
   * @param probing the tenants that took their chance in this round
   */
  record HalfOpen(long sinceNanos, long roundNanos, long pauseNanos, Set<NamespaceId> probing)
      implements BreakerState {
    HalfOpen nextRound(long nowNanos, NamespaceId first) {
      return new HalfOpen(sinceNanos, nowNanos, pauseNanos, Set.of(first));
    }

    HalfOpen oneMore(NamespaceId tenant) {
      return new HalfOpen(sinceNanos, roundNanos, pauseNanos, with(probing, tenant));
    }
  }

  private static Set<NamespaceId> with(Set<NamespaceId> some, NamespaceId another) {
    var more = new HashSet<NamespaceId>(some);
    more.add(another);
    return Set.copyOf(more);
  }
}
