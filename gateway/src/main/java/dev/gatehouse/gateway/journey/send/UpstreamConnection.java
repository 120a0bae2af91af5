package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Backpressure;
import dev.gatehouse.gateway.exchange.PauseReason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;

/** A connection to a node: leased to one exchange at a time, then given back clean or closed. */
public final class UpstreamConnection {
  private final InetSocketAddress node;
  private final Channel channel;
  private final UpstreamHandler handler;
  private final UpstreamPool pool;
  private final Backpressure reads;
  private long idleSinceNanos;
  private boolean leased;

  UpstreamConnection(
      InetSocketAddress node, Channel channel, UpstreamHandler handler, UpstreamPool pool) {
    this.node = node;
    this.channel = channel;
    this.handler = handler;
    this.pool = pool;
    this.reads = new Backpressure(channel);
  }

  /** Starts a lease; running the answer ends it, with a close unless it was given back before. */
  Runnable lease() {
    leased = true;
    return () -> {
      if (leased) {
        close();
      }
    };
  }

  /** What comes now is this receiver's. */
  public void receiveTo(UpstreamReceiver receiver) {
    handler.receiveTo(receiver);
  }

  /** Sends a whole request; the callback tells that its head left this process. */
  public void send(HttpRequest head, ByteBuf body, Runnable onSent) {
    channel
        .write(head)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                onSent.run();
              }
            });
    channel.writeAndFlush(new DefaultLastHttpContent(body), channel.voidPromise());
  }

  public void pauseReading() {
    reads.pause(PauseReason.CLIENT_FULL);
  }

  public void resumeReading() {
    reads.resume(PauseReason.CLIENT_FULL);
  }

  /** Ends the lease of a connection on which nothing of the exchange is left. */
  public void giveBack() {
    leased = false;
    handler.receiveTo(null);
    reads.resume(PauseReason.CLIENT_FULL);
    pool.takeBack(this);
  }

  /** Closes a connection that may not be used again. */
  void close() {
    leased = false;
    handler.receiveTo(null);
    channel.close();
  }

  InetSocketAddress node() {
    return node;
  }

  boolean isOpen() {
    return channel.isActive();
  }

  void markIdle(long nowNanos) {
    idleSinceNanos = nowNanos;
  }

  boolean isIdleLongerThan(long nanos, long nowNanos) {
    return nowNanos - idleSinceNanos > nanos;
  }

  @Override
  public String toString() {
    return "UpstreamConnection[" + node + "]";
  }
}
