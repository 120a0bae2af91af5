package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.journey.send.UpstreamMessages;
import dev.gatehouse.gateway.journey.send.WebSocketUpstream;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to sqld whose streams are leased to pipelines. What ends it ends all their leases, so
 * pipelines that change something are alone on theirs.
 */
final class Lane implements UpstreamMessages {
  private final LaneGroup group;
  private final WebSocketUpstream upstream;
  private final int streamsMax;
  private final long bornNanos;
  private final List<LaneStream> streams = new ArrayList<>(4);
  private final LaneMessage parts = new LaneMessage();
  private @Nullable ByteBuf begun;
  private int nextHranaId = 1;
  private int leases;
  private long usedNanos;
  private boolean flushDue;
  private boolean retired;
  private boolean gone;

  Lane(LaneGroup group, WebSocketUpstream upstream, int streamsMax, long nowNanos) {
    this.group = group;
    this.upstream = upstream;
    this.streamsMax = streamsMax;
    this.bornNanos = nowNanos;
    this.usedNanos = nowNanos;
    upstream.receiveTo(this);
  }

  LaneGroup group() {
    return group;
  }

  WebSocketUpstream upstream() {
    return upstream;
  }

  /** A stream that nobody has; null where there is none, nor room for one more. */
  @Nullable LaneStream freeStream() {
    if (leases < streams.size()) {
      for (LaneStream stream : streams) {
        if (stream.lease() == null) {
          return stream;
        }
      }
    }
    if (streams.size() == streamsMax || (!streams.isEmpty() && !group.takeRoom())) {
      return null;
    }
    var stream = new LaneStream(streams.size());
    streams.add(stream);
    return stream;
  }

  /** How many streams it holds room for. */
  int room() {
    return Math.max(1, streams.size());
  }

  LaneLease lease(LaneStream stream, LaneLease lease) {
    leases++;
    stream.leaseTo(lease);
    return lease;
  }

  /** Sends frames, with those of all leases that begin now: sqld reads them at once. */
  void send(ByteBuf frames) {
    upstream.sendFramed(frames);
    if (!flushDue) {
      flushDue = true;
      group.loop().execute(this::flush);
    }
  }

  private void flush() {
    flushDue = false;
    upstream.flush();
  }

  int newHranaId() {
    return nextHranaId++;
  }

  /** The lease has its answer, and its stream is clean. */
  void onFinished(LaneStream stream, long nowNanos) {
    stream.leaseTo(null);
    leases--;
    usedNanos = nowNanos;
    if (retired && leases == 0) {
      close();
    } else if (!retired) {
      group.onFree(this);
    }
  }

  boolean isOpen() {
    return !gone && upstream.isOpen();
  }

  boolean takesLeases() {
    return !retired && isOpen();
  }

  boolean isOlderThan(long nanos, long nowNanos) {
    return nowNanos - bornNanos > nanos;
  }

  boolean isIdle() {
    return leases == 0;
  }

  long usedNanos() {
    return usedNanos;
  }

  /** Takes no more leases, and closes when it has none. */
  void retire() {
    retired = true;
    if (leases == 0) {
      close();
    }
  }

  /** Cuts the connection: sqld stops what it was doing for it. */
  void close() {
    upstream.close();
    onGone();
  }

  @Override
  public void onFrame(WebSocketFrame frame) {
    if (gone) {
      frame.release();
      return;
    }
    ByteBuf content = frame.content();
    boolean last = frame.isFinalFragment();
    if (begun == null && last) {
      onMessage(content);
      frame.release();
      return;
    }
    ByteBuf soFar = begun == null ? upstream.alloc().buffer(2 * content.readableBytes()) : begun;
    begun = soFar;
    soFar.writeBytes(content);
    frame.release();
    if (last) {
      begun = null;
      onMessage(soFar);
      soFar.release();
    }
  }

  private void onMessage(ByteBuf message) {
    LaneLease lease = parts.read(message) ? leaseOf(parts.id()) : null;
    if (lease == null || !lease.onMessage(message, parts)) {
      close();
    }
  }

  private @Nullable LaneLease leaseOf(int messageId) {
    int slot = LaneStream.slotOf(messageId);
    return slot < streams.size() ? streams.get(slot).lease() : null;
  }

  @Override
  public void onPauseInReading() {}

  @Override
  public void onRoom() {}

  @Override
  public void onClosed(int code, String reason) {
    onGone();
  }

  private void onGone() {
    if (gone) {
      return;
    }
    gone = true;
    retired = true;
    if (begun != null) {
      begun.release();
      begun = null;
    }
    group.onGone(this);
    for (LaneStream stream : streams) {
      LaneLease lost = stream.lease();
      if (lost != null) {
        stream.leaseTo(null);
        lost.onLost();
      }
    }
  }
}
