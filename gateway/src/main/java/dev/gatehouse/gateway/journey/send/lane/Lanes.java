package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.gateway.journey.send.Shortcut;
import dev.gatehouse.gateway.journey.send.UpstreamLease;
import dev.gatehouse.gateway.journey.send.WebSocketDial;
import dev.gatehouse.tenancy.Namespace;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The warm lanes of all event loops. */
@CrossThread
public final class Lanes implements Shortcut {
  private final LaneBounds bounds;
  private final WebSocketDial dial;
  private final Duration patience;
  private final IdentityHashMap<EventLoop, LaneRack> racks = new IdentityHashMap<>();
  private final ShunnedShapes shapes = new ShunnedShapes();
  private final Ways ways = new Ways();
  private final AtomicInteger streams = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();

  /**
   * No lane yet.
   *
   * @param dial what opens them
   * @param patience how long that may take
   */
  public Lanes(
      Iterable<EventExecutor> loops, LaneBounds bounds, WebSocketDial dial, Duration patience) {
    this.bounds = bounds;
    this.dial = dial;
    this.patience = patience;
    for (EventExecutor executor : loops) {
      var loop = (EventLoop) executor;
      racks.put(loop, new LaneRack(this, loop));
    }
  }

  @Override
  public @Nullable Outcome<UpstreamLease> leaseFor(Rewritten rewritten) {
    EventLoop loop = rewritten.permitted().located().identified().arrived().exchange().loop();
    LaneRack rack = racks.get(loop);
    return rack == null ? null : rack.leaseFor(rewritten);
  }

  /** The namespace is another one by now, or may no longer be served, or not in this way. */
  public void onNamespaceChanged(Namespace namespace) {
    retire(group -> group.tenant().namespace().equals(namespace));
  }

  /** The node may no longer be used. */
  public void onNodeUnproven(InetSocketAddress node) {
    retire(group -> group.node().equals(node));
  }

  /** Closes all lanes. */
  public void retireAll() {
    retire(_ -> true);
  }

  private void retire(Predicate<LaneGroup> which) {
    racks.forEach((loop, rack) -> loop.execute(() -> rack.retire(which)));
  }

  /** How many pipelines went this way. */
  public long counted(Way way) {
    return ways.counted(way);
  }

  /** How many lanes are open. */
  public int open() {
    return open.get();
  }

  /** How many streams they have, or have room for. */
  public int streams() {
    return streams.get();
  }

  void count(Way way) {
    ways.count(way);
  }

  LaneBounds bounds() {
    return bounds;
  }

  WebSocketDial dial() {
    return dial;
  }

  Duration patience() {
    return patience;
  }

  ShunnedShapes shapes() {
    return shapes;
  }

  int roomPerGroup() {
    return Math.max(2, bounds.streamsPerNamespaceMax() / racks.size());
  }

  boolean takeRoom() {
    if (streams.incrementAndGet() > bounds.streamsMax()) {
      streams.decrementAndGet();
      return false;
    }
    return true;
  }

  void giveRoom(int taken) {
    streams.addAndGet(-taken);
  }

  void onOpened() {
    open.incrementAndGet();
  }

  void onClosed() {
    open.decrementAndGet();
  }
}
