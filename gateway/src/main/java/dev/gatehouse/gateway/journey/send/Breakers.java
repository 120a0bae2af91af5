package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** The breakers of all nodes, which all event loops share. */
@CrossThread
public final class Breakers {
  private final BreakerBounds bounds;
  private final LongSupplier nanos;
  private final ConcurrentMap<InetSocketAddress, Breaker> breakers = new ConcurrentHashMap<>();

  public Breakers(BreakerBounds bounds, LongSupplier nanos) {
    this.bounds = bounds;
    this.nanos = nanos;
  }

  Breaker of(InetSocketAddress node) {
    Breaker known = breakers.get(node);
    return known != null
        ? known
        : breakers.computeIfAbsent(node, n -> new Breaker(n, bounds, nanos));
  }

  /** How many nodes have not answered lately. */
  public int notClosed() {
    return (int) breakers.values().stream().filter(breaker -> !breaker.isClosed()).count();
  }
}
