package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;

/** The stage that finds a connection; each event loop has its own. */
@CrossThread
public final class Forwarder {
  private final IdentityHashMap<EventLoop, UpstreamPool> pools;
  private final Duration connect;

  public Forwarder(
      Iterable<EventExecutor> loops,
      Class<? extends SocketChannel> channelType,
      PoolBounds bounds) {
    this.connect = bounds.connect();
    var byLoop = new IdentityHashMap<EventLoop, UpstreamPool>();
    for (EventExecutor executor : loops) {
      var loop = (EventLoop) executor;
      byLoop.put(loop, new UpstreamPool(loop, bounds, channelType));
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
    return pool.lease(node, refusal -> exchange.await(connect, () -> refusal))
        .then(
            connection -> {
              exchange.onEnd(connection.lease());
              return Outcome.ready(new Sent(rewritten, connection));
            });
  }
}
