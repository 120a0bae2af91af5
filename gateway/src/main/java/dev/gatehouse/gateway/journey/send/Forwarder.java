package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.PoolExhausted;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.tenancy.NamespaceId;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Optional;

/** The stage that finds a connection; each event loop has its own. */
@CrossThread
public final class Forwarder {
  private final IdentityHashMap<EventLoop, UpstreamPool> pools;
  private final Breakers breakers;
  private final Duration connect;
  private final Shortcut shortcut;

  public Forwarder(
      Iterable<EventExecutor> loops,
      Class<? extends SocketChannel> channelType,
      PoolBounds bounds,
      Breakers breakers,
      Shortcut shortcut) {
    this.breakers = breakers;
    this.shortcut = shortcut;
    this.connect = bounds.connect();
    var byLoop = new IdentityHashMap<EventLoop, UpstreamPool>();
    for (EventExecutor executor : loops) {
      var loop = (EventLoop) executor;
      byLoop.put(loop, new UpstreamPool(loop, bounds, channelType, breakers));
    }
    this.pools = byLoop;
  }

  public Outcome<Sent> send(Rewritten rewritten) {
    Breaker breaker = breakers.of(nodeOf(rewritten));
    NamespaceId tenant = tenantOf(rewritten);
    Optional<Refusal> objection = breaker.objectionTo(tenant);
    if (objection.isPresent()) {
      return Outcome.stopped(objection.get());
    }
    Outcome<UpstreamLease> quicker = shortcut.leaseFor(rewritten);
    if (quicker == null) {
      return onConnection(rewritten, breaker);
    }
    return quicker
        .then(
            lease -> {
              exchangeOf(rewritten).onEnd(lease::close);
              return Outcome.ready(new Sent(rewritten, lease, new Trial(breaker, tenant)));
            })
        .otherwise(
            refusal ->
                refusal instanceof PoolExhausted
                    ? onConnection(rewritten, breaker)
                    : Outcome.stopped(refusal));
  }

  /** Finds a connection of the usual kind for what came to nothing before. */
  public Outcome<Sent> passThrough(Rewritten rewritten) {
    Breaker breaker = breakers.of(nodeOf(rewritten));
    return breaker
        .objectionTo(tenantOf(rewritten))
        .map(Outcome::<Sent>stopped)
        .orElseGet(() -> onConnection(rewritten, breaker));
  }

  private Outcome<Sent> onConnection(Rewritten rewritten, Breaker breaker) {
    Exchange exchange = exchangeOf(rewritten);
    UpstreamPool pool = pools.get(exchange.loop());
    if (pool == null) {
      throw new IllegalStateException("an exchange on a strange event loop");
    }
    return pool.lease(nodeOf(rewritten), refusal -> exchange.await(connect, () -> refusal))
        .then(
            connection -> {
              exchange.onEnd(connection.lease());
              var trial = new Trial(breaker, tenantOf(rewritten));
              return Outcome.ready(new Sent(rewritten, connection, trial));
            });
  }

  private static Exchange exchangeOf(Rewritten rewritten) {
    return rewritten.permitted().located().identified().arrived().exchange();
  }

  private static InetSocketAddress nodeOf(Rewritten rewritten) {
    return rewritten.permitted().located().node();
  }

  private static NamespaceId tenantOf(Rewritten rewritten) {
    return rewritten.permitted().located().tenant().id();
  }
}
