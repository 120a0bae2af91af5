package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import org.jspecify.annotations.Nullable;

/** A quicker way to a node than a connection, for requests that fit it. */
public interface Shortcut {

  /**
   * A lease on the quicker way, now or soon; null, or a refusal with {@link
   * dev.gatehouse.gateway.exchange.Refusal.PoolExhausted}, where the request takes a connection.
   */
  @Nullable Outcome<UpstreamLease> leaseFor(Rewritten rewritten);

  /** There is no quicker way. */
  static Shortcut none() {
    return _ -> null;
  }
}
