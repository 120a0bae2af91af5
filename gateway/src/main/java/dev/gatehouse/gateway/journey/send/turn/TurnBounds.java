package dev.gatehouse.gateway.journey.send.turn;

import java.time.Duration;

/**
 * How much goes to one node at once, and how much may wait for that.
 *
 * @param atOnceMin the lowest that the ceiling sinks to
 * @param atOnceMax the highest that it rises to
 * @param waitingPerTenantMax requests of one tenant that wait
 * @param waitingMax requests of all tenants that wait
 * @param waitMax how long one waits
 */
public record TurnBounds(
    int atOnceMin, int atOnceMax, int waitingPerTenantMax, int waitingMax, Duration waitMax) {

  /** What an operator who says nothing gets. */
  public static final TurnBounds DEFAULT = new TurnBounds(4, 96, 128, 4096, Duration.ofSeconds(5));
}
