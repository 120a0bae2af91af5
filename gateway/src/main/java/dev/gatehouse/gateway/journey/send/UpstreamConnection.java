package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Backpressure;
import dev.gatehouse.gateway.exchange.PauseReason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;

/** A connection to a node: leased to one exchange at a time, then given back clean or closed. */
public final class UpstreamConnection implements UpstreamLease {
  private final InetSocketAddress node;
  private final Channel channel;
  private final UpstreamHandler handler;
  private final UpstreamPool pool;
  private final Backpressure reads;
  private long idleSinceNanos;
  private long leases;
  private boolean leased;
  private boolean requestLeft;

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
    leases++;
    long mine = leases;
    return () -> {
      if (leased && leases == mine) {
        close();
      }
    };
  }

  @Override
  public void receiveTo(UpstreamReceiver receiver) {
    handler.receiveTo(receiver);
  }

  @Override
  public void send(HttpRequest head, ByteBuf body, Runnable onSent) {
    channel
        .write(head)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                onSent.run();
              }
            });
    requestLeft = false;
    channel
        .writeAndFlush(new DefaultLastHttpContent(body))
        .addListener(written -> requestLeft = written.isSuccess());
  }

  @Override
  public void pauseReading() {
    reads.pause(PauseReason.CLIENT_FULL);
  }

  @Override
  public void resumeReading() {
    reads.resume(PauseReason.CLIENT_FULL);
  }

  /**
   * Ends the lease after a whole answer.
   *
   * <p>The next one begins when the current read is over and left nothing; a connection that still
   * has some of the request to send is closed.
   */
  @Override
  public void giveBack() {
    if (!requestLeft) {
      close();
      return;
    }
    leased = false;
    reads.resume(PauseReason.CLIENT_FULL);
    handler.restAfterRead(() -> pool.takeBack(this));
  }

  /** Closes a connection that may not be used again. */
  @Override
  public void close() {
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
