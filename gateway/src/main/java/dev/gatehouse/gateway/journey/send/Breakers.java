package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** The breakers of all nodes, and who waits for a node, which all event loops share. */
@CrossThread
public final class Breakers {
  private final BreakerBounds bounds;
  private final Knock knock;
  private final Duration patience;
  private final LongSupplier nanos;
  private final ConcurrentMap<InetSocketAddress, Vigil> vigils = new ConcurrentHashMap<>();

  /**
   * @param knock how to find out whether a node that refused connections takes them again
   * @param patience how long it is waited for
   */
  public Breakers(BreakerBounds bounds, Knock knock, Duration patience, LongSupplier nanos) {
    this.bounds = bounds;
    this.knock = knock;
    this.patience = patience;
    this.nanos = nanos;
  }

  Breaker of(InetSocketAddress node) {
    return vigilAt(node).breaker();
  }

  Vigil vigilAt(InetSocketAddress node) {
    Vigil known = vigils.get(node);
    return known != null ? known : vigils.computeIfAbsent(node, this::vigil);
  }

  private Vigil vigil(InetSocketAddress node) {
    return new Vigil(node, new Breaker(node, bounds, nanos), knock, patience, nanos);
  }

  /** How many nodes have not answered lately. */
  public int notClosed() {
    return (int) vigils.values().stream().filter(vigil -> !vigil.breaker().isClosed()).count();
  }
}
