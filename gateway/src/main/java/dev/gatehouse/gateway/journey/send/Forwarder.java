package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
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

  public Forwarder(
      Iterable<EventExecutor> loops,
      Class<? extends SocketChannel> channelType,
      PoolBounds bounds,
      Breakers breakers) {
    this.breakers = breakers;
    this.connect = bounds.connect();
    var byLoop = new IdentityHashMap<EventLoop, UpstreamPool>();
    for (EventExecutor executor : loops) {
      var loop = (EventLoop) executor;
      byLoop.put(loop, new UpstreamPool(loop, bounds, channelType, breakers));
    }
    this.pools = byLoop;
  }

  public Outcome<Sent> send(Rewritten rewritten) {
    Exchange exchange = rewritten.permitted().located().identified().arrived().exchange();
    InetSocketAddress node = rewritten.permitted().located().node();
    UpstreamPool pool = pools.get(exchange.loop());
    if (pool == null) {
      throw new IllegalStateException("an exchange on a strange event loop");
    }
    Breaker breaker = breakers.of(node);
    NamespaceId tenant = rewritten.permitted().located().tenant().id();
    Optional<Refusal> objection = breaker.objectionTo(tenant);
    if (objection.isPresent()) {
      return Outcome.stopped(objection.get());
    }
    return pool.lease(node, refusal -> exchange.await(connect, () -> refusal))
        .then(
            connection -> {
              exchange.onEnd(connection.lease());
              return Outcome.ready(new Sent(rewritten, connection, new Trial(breaker, tenant)));
            });
  }
}
