package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.ConnectFailed;
import dev.gatehouse.gateway.exchange.Refusal.PoolExhausted;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.gateway.journey.rewrite.guard.StatelessPipeline;
import dev.gatehouse.gateway.journey.send.UpstreamLease;
import dev.gatehouse.gateway.journey.send.WebSocketUpstream;
import dev.gatehouse.tenancy.TenantRecord;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lanes of one event loop to one node, for one namespace and access. */
final class LaneGroup {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long AGE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TRICKY_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Duration WAIT = Duration.ofMillis(10);
  private static final int STREAMS_PER_LANE = 4;
  private static final int WAITING_PER_STREAM = 8;

  private final LaneRack rack;
  private final TenantRecord tenant;
  private final InetSocketAddress node;
  private final Kind shared = new Kind(STREAMS_PER_LANE);
  private final Kind alone = new Kind(1);
  private final BriefReads brief = new BriefReads();
  private final Convoys convoys = new Convoys(this);
  private long windowNanos;
  private int inWindow;
  private boolean busy;
  private int room;
  private int retirements;
  private long restUntilNanos;
  private boolean tricky;
  private boolean unrenewable;
  private long unrenewableUntilNanos;

  private long schema = SchemaCheck.NONE;
  private long schemaIndex;
  private long seenIndex;

  /** Lanes of reads, whose streams share them, or lanes of changes, which have one stream each. */
  private static final class Kind {
    private final int streamsPerLane;
    private final List<Lane> lanes = new ArrayList<>(2);
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean opening;

    Kind(int streamsPerLane) {
      this.streamsPerLane = streamsPerLane;
    }
  }

  private record Waiting(Later<UpstreamLease> later, StatelessPipeline pipeline) {}

  LaneGroup(LaneRack rack, TenantRecord tenant, InetSocketAddress node, long nowNanos) {
    this.rack = rack;
    this.tenant = tenant;
    this.node = node;
    this.windowNanos = nowNanos;
    this.restUntilNanos = nowNanos;
  }

  TenantRecord tenant() {
    return tenant;
  }

  InetSocketAddress node() {
    return node;
  }

  EventLoop loop() {
    return rack.loop();
  }

  /** Counts a pipeline; whether there are many. */
  boolean isBusy(long nowNanos) {
    if (nowNanos - windowNanos > WINDOW_NANOS) {
      busy = inWindow >= rack.bounds().busyPerSecond() && nowNanos - windowNanos < 2 * WINDOW_NANOS;
      windowNanos = nowNanos;
      inWindow = 0;
    }
    inWindow++;
    return busy || inWindow > rack.bounds().busyPerSecond();
  }

  /** Whether lanes would not do for this namespace, as it was seen lately. */
  boolean isTricky(long nowNanos) {
    tricky &= restUntilNanos - nowNanos > 0;
    return tricky;
  }

  /** Whether sqld would not renew a connection for changes, as it was seen lately. */
  boolean isUnrenewable(long nowNanos) {
    unrenewable &= unrenewableUntilNanos - nowNanos > 0;
    return unrenewable;
  }

  /** sqld would not renew a connection: it cannot, or the namespace's writes are blocked. */
  void onUnrenewed() {
    unrenewable = true;
    unrenewableUntilNanos = System.nanoTime() + TRICKY_NANOS;
  }

  /** A lease now or soon; null where there is none. */
  @Nullable Outcome<UpstreamLease> lease(
      Rewritten rewritten, StatelessPipeline pipeline, long nowNanos) {
    Kind kind = pipeline.changes() ? alone : shared;
    retireTheOld(kind, nowNanos);
    if (pipeline.isSingleRead() && brief.contains(pipeline.shape()) && !kind.lanes.isEmpty()) {
      ConvoySeat seat = convoys.seat(pipeline);
      if (seat != null) {
        return Outcome.ready(seat);
      }
    }
    LaneLease now = leaseNow(kind, pipeline);
    if (now != null) {
      count(Way.LANE);
      return Outcome.ready(now);
    }
    boolean warm = !kind.lanes.isEmpty();
    if (!kind.opening && nowNanos - restUntilNanos >= 0 && takeRoom()) {
      open(kind, rewritten);
    }
    if (!warm || kind.waiting.size() >= WAITING_PER_STREAM * kind.lanes.size()) {
      count(Way.CROWDED);
      return null;
    }
    count(Way.LANE);
    Exchange exchange = rewritten.permitted().located().identified().arrived().exchange();
    Later<UpstreamLease> later = exchange.await(WAIT, PoolExhausted::new);
    kind.waiting.add(new Waiting(later, pipeline));
    return later;
  }

  private static @Nullable LaneLease leaseNow(Kind kind, StatelessPipeline pipeline) {
    for (Lane lane : kind.lanes) {
      LaneStream stream = lane.isOpen() ? lane.freeStream() : null;
      if (stream != null) {
        return lane.lease(stream, new LaneLease(lane, stream, pipeline));
      }
    }
    return null;
  }

  /** A lease for reads, if a stream is free. */
  @Nullable LaneLease leaseNow(StatelessPipeline reads) {
    return leaseNow(shared, reads);
  }

  private static void retireTheOld(Kind kind, long nowNanos) {
    for (int i = kind.lanes.size() - 1; i >= 0; i--) {
      Lane lane = kind.lanes.get(i);
      if (lane.isOlderThan(AGE_NANOS, nowNanos)) {
        kind.lanes.remove(i);
        lane.retire();
      }
    }
  }

  private void open(Kind kind, Rewritten like) {
    kind.opening = true;
    int retirementsBefore = retirements;
    var opened = new Later<WebSocketUpstream>();
    rack.dial(like, opened);
    opened.finish(
        outcome -> {
          kind.opening = false;
          switch (outcome) {
            case Outcome.Ready<WebSocketUpstream>(WebSocketUpstream upstream) -> {
              var lane = new Lane(this, upstream, kind.streamsPerLane, System.nanoTime());
              rack.onOpened(lane);
              if (retirements == retirementsBefore) {
                kind.lanes.add(lane);
                onFree(lane);
              } else {
                lane.close();
              }
            }
            case Outcome.Stopped<WebSocketUpstream> _ -> {
              rest(REST_NANOS);
              giveRoom(1);
            }
          }
        });
    rack.giveUpLater(() -> opened.stop(new ConnectFailed()));
  }

  private void rest(long nanos) {
    restUntilNanos = System.nanoTime() + nanos;
  }

  /** Whether there may be one stream more. */
  boolean takeRoom() {
    if (room >= rack.roomPerGroup() || !rack.takeRoom(this)) {
      return false;
    }
    room++;
    return true;
  }

  private void giveRoom(int streams) {
    room -= streams;
    rack.giveRoom(streams);
  }

  /** A stream has become free: whoever waits longest has it. */
  void onFree(Lane lane) {
    Kind kind = shared.lanes.contains(lane) ? shared : alone;
    if (kind == shared) {
      convoys.departSoon();
    }
    while (lane.takesLeases() && !kind.waiting.isEmpty()) {
      if (kind.waiting.element().later().isSettled()) {
        kind.waiting.remove();
        continue;
      }
      LaneStream stream = lane.freeStream();
      if (stream == null) {
        return;
      }
      Waiting next = kind.waiting.remove();
      var lease = new LaneLease(lane, stream, next.pipeline());
      next.later().complete(lane.lease(stream, lease));
    }
  }

  /** A lane is no more. */
  void onGone(Lane lane) {
    shared.lanes.remove(lane);
    alone.lanes.remove(lane);
    giveRoom(lane.room());
    rack.onClosed(lane);
    forgetTables();
    releaseTheWaiting(shared);
    releaseTheWaiting(alone);
  }

  /** sqld may be another process by now, which counts what was written from the beginning. */
  private void forgetTables() {
    schema = SchemaCheck.NONE;
    schemaIndex = 0;
    seenIndex = 0;
  }

  private static void releaseTheWaiting(Kind kind) {
    while (kind.lanes.isEmpty() && !kind.waiting.isEmpty()) {
      kind.waiting.remove().later().stop(new PoolExhausted());
    }
  }

  /** Closes all lanes, each when its leases have ended, and those about to open. */
  void retire() {
    retirements++;
    for (Kind kind : List.of(shared, alone)) {
      List<Lane> lanes = List.copyOf(kind.lanes);
      kind.lanes.clear();
      lanes.forEach(Lane::retire);
      releaseTheWaiting(kind);
    }
  }

  boolean hasLanes() {
    return room > 0;
  }

  /** The lane that has been idle for longest, if any. */
  @Nullable Lane longestIdle() {
    Lane longest = null;
    for (Kind kind : List.of(shared, alone)) {
      for (Lane lane : kind.lanes) {
        if (lane.isIdle() && (longest == null || lane.usedNanos() - longest.usedNanos() < 0)) {
          longest = lane;
        }
      }
    }
    return longest;
  }

  /** The reads that take sqld next to no time. */
  BriefReads brief() {
    return brief;
  }

  void count(Way way) {
    rack.count(way);
  }

  void shun(long shape) {
    rack.shapes().add(tenant.id(), shape);
  }

  void suspect(long shape) {
    rack.shapes().suspect(tenant.id(), shape);
  }

  /** An answer told how much had been written. */
  void onSeen(long index) {
    seenIndex = Math.max(seenIndex, index);
  }

  long seenIndex() {
    return seenIndex;
  }

  /** The tables were of this version when so much had been written. */
  void onChecked(long version, long index) {
    if (index >= schemaIndex) {
      schema = version;
      schemaIndex = index;
    }
    if (SchemaCheck.isTricky(version)) {
      tricky = true;
      rest(TRICKY_NANOS);
      retire();
    }
  }

  /** Whether the tables of this version were still the same when so much had been written. */
  boolean isSameSince(long version, long index) {
    return schema == version && index <= schemaIndex;
  }
}
