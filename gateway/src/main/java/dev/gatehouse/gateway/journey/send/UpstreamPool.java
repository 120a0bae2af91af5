package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ConnectFailed;
import dev.gatehouse.gateway.exchange.Refusal.PoolExhausted;
import dev.gatehouse.gateway.journey.send.PoolCounts.Cell;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop to all nodes: no locks, the one used last comes first. */
final class UpstreamPool {
  private static final WriteBufferWaterMark WINDOW = new WriteBufferWaterMark(32 << 10, 64 << 10);

  private final EventLoop loop;
  private final PoolBounds bounds;
  private final Class<? extends SocketChannel> channelType;
  private final Breakers breakers;
  private final Map<InetSocketAddress, Shelf> shelves = new HashMap<>();
  private final PoolCounts counts = new PoolCounts();

  /** The connections to one node. */
  private static final class Shelf {
    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Deque<Later<UpstreamConnection>> waiting = new ArrayDeque<>();
    private int open;
  }

  UpstreamPool(
      EventLoop loop,
      PoolBounds bounds,
      Class<? extends SocketChannel> channelType,
      Breakers breakers) {
    this.loop = loop;
    this.bounds = bounds;
    this.channelType = channelType;
    this.breakers = breakers;
    scheduleSweep();
  }

  /** A connection to the node: at hand, or after a connect or a wait that the caller bounds. */
  Outcome<UpstreamConnection> lease(
      InetSocketAddress node, Function<Refusal, Later<UpstreamConnection>> patience) {
    Shelf shelf = shelves.computeIfAbsent(node, _ -> new Shelf());
    while (!shelf.idle.isEmpty()) {
      UpstreamConnection connection = shelf.idle.pop();
      counts.add(Cell.IDLE, -1);
      if (connection.isOpen()) {
        return Outcome.ready(connection);
      }
    }
    if (shelf.open < bounds.connectionsMax()) {
      Later<UpstreamConnection> connected = patience.apply(new ConnectFailed());
      connect(node, shelf, connected);
      return connected;
    }
    shelf.waiting.removeIf(Later::isSettled);
    if (shelf.waiting.size() >= bounds.pendingMax()) {
      return Outcome.stopped(new PoolExhausted());
    }
    Later<UpstreamConnection> wait = patience.apply(new PoolExhausted());
    shelf.waiting.add(wait);
    countWaiting();
    return wait;
  }

  private void connect(InetSocketAddress node, Shelf shelf, Later<UpstreamConnection> waiter) {
    shelf.open++;
    counts.add(Cell.OPENING, 1);
    Vigil vigil = breakers.vigilAt(node);
    long begunNanos = vigil.breaker().begin();
    var decoder = new UpstreamDecoder(decoding());
    var handler = new UpstreamHandler(decoder);
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(channelType)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(bounds.connect().toMillis()))
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WINDOW)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpRequestEncoder(), decoder);
                    channel.pipeline().addLast(handler);
                  }
                })
            .connect(node);
    connecting.addListener(
        Dialled.on(
            loop,
            done -> {
              counts.add(Cell.OPENING, -1);
              counts.add(done.isSuccess() ? Cell.CONNECTED : Cell.FAILED, 1);
              if (done.isSuccess()) {
                counts.add(Cell.OPEN, 1);
                done.channel().closeFuture().addListener(_ -> onClosed(node, shelf));
                var connection = new UpstreamConnection(node, done.channel(), handler, this);
                if (!waiter.complete(connection)) {
                  takeBack(connection);
                }
              } else {
                shelf.open--;
                vigil.onNoConnection(done.cause(), begunNanos, loop);
                waiter.stop(new ConnectFailed());
                if (shelf.open == 0) {
                  failAllWaiting(shelf);
                }
              }
            }));
  }

  /** Closes what is at rest: the node may be gone, and that not known of each connection yet. */
  void closeIdle(InetSocketAddress node) {
    Shelf shelf = shelves.get(node);
    while (shelf != null && !shelf.idle.isEmpty()) {
      counts.add(Cell.IDLE, -1);
      shelf.idle.pop().close();
    }
  }

  private static HttpDecoderConfig decoding() {
    return new HttpDecoderConfig().setMaxHeaderSize(64 << 10).setValidateHeaders(false);
  }

  private void onClosed(InetSocketAddress node, Shelf shelf) {
    shelf.open--;
    counts.add(Cell.OPEN, -1);
    int idle = shelf.idle.size();
    shelf.idle.removeIf(connection -> !connection.isOpen());
    counts.add(Cell.IDLE, shelf.idle.size() - idle);
    Later<UpstreamConnection> next = nextWaiting(shelf);
    if (next != null) {
      connect(node, shelf, next);
    }
  }

  private static void failAllWaiting(Shelf shelf) {
    while (!shelf.waiting.isEmpty()) {
      shelf.waiting.poll().stop(new ConnectFailed());
    }
  }

  private @Nullable Later<UpstreamConnection> nextWaiting(Shelf shelf) {
    Later<UpstreamConnection> next = shelf.waiting.poll();
    while (next != null && next.isSettled()) {
      next = shelf.waiting.poll();
    }
    if (next != null) {
      countWaiting();
    }
    return next;
  }

  void takeBack(UpstreamConnection connection) {
    Shelf shelf = shelves.computeIfAbsent(connection.node(), _ -> new Shelf());
    if (!connection.isOpen()) {
      return;
    }
    Later<UpstreamConnection> next = nextWaiting(shelf);
    if (next == null) {
      connection.markIdle(System.nanoTime());
      shelf.idle.push(connection);
      counts.add(Cell.IDLE, 1);
    } else {
      next.complete(connection);
    }
  }

  private void scheduleSweep() {
    long periodMillis = Math.max(1, bounds.idle().toMillis() / 2);
    ScheduledFuture<?> _ =
        loop.scheduleAtFixedRate(this::sweep, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
  }

  /** What goes on here, for any thread. */
  PoolCounts counts() {
    return counts;
  }

  private void countWaiting() {
    int all = 0;
    for (Shelf shelf : shelves.values()) {
      shelf.waiting.removeIf(Later::isSettled);
      all += shelf.waiting.size();
    }
    counts.set(Cell.WAITING, all);
  }

  private void sweep() {
    countWaiting();
    long now = System.nanoTime();
    for (Shelf shelf : shelves.values()) {
      while (!shelf.idle.isEmpty()
          && shelf.idle.peekLast().isIdleLongerThan(bounds.idle().toNanos(), now)) {
        counts.add(Cell.IDLE, -1);
        shelf.idle.pollLast().close();
      }
    }
  }
}
