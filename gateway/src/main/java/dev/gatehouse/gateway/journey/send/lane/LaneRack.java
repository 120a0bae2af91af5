package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Payload;
import dev.gatehouse.gateway.exchange.RequestBody;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.journey.decode.HranaProtocol;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.gateway.journey.rewrite.guard.GuardBounds;
import dev.gatehouse.gateway.journey.rewrite.guard.JsonCarrier;
import dev.gatehouse.gateway.journey.rewrite.guard.SqlGuard;
import dev.gatehouse.gateway.journey.rewrite.guard.StatelessPipeline;
import dev.gatehouse.gateway.journey.send.UpstreamLease;
import dev.gatehouse.gateway.journey.send.WebSocketUpstream;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All lanes of one event loop, the group used last at the end. */
final class LaneRack {
  private static final int GROUPS_MAX = 1024;

  private final Lanes lanes;
  private final EventLoop loop;
  private final JsonCarrier carrier = new JsonCarrier(new SqlGuard(GuardBounds.DEFAULT));
  private final Map<Key, LaneGroup> groups = new LinkedHashMap<>(64, 0.75f, true);

  record Key(InetSocketAddress node, NamespaceId id, Access access) {}

  LaneRack(Lanes lanes, EventLoop loop) {
    this.lanes = lanes;
    this.loop = loop;
    long periodMillis = Math.max(1, bounds().idle().toMillis() / 2);
    ScheduledFuture<?> _ =
        loop.scheduleAtFixedRate(this::sweep, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
  }

  /** A lease for a pipeline that fits; null where it takes another way. */
  @Nullable Outcome<UpstreamLease> leaseFor(Rewritten rewritten) {
    Located located = rewritten.permitted().located();
    Route route = located.identified().arrived().head().route();
    if (route.payload() != Payload.PIPELINE) {
      return null;
    }
    long now = System.nanoTime();
    LaneGroup group = groupOf(located, now);
    Optional<StatelessPipeline> pipeline = Optional.empty();
    Way way = Way.LANE;
    if (!group.isBusy(now)) {
      way = Way.QUIET;
    } else if (rewritten.body().length() > bounds().bodyBytesMax()) {
      way = Way.LARGE;
    } else if (group.isTricky(now)) {
      way = Way.TRICKY;
    } else {
      pipeline = read(rewritten, route);
      way = pipeline.map(fit -> wayOf(fit, located, group.isUnrenewable(now))).orElse(Way.STATEFUL);
    }
    if (way != Way.LANE || pipeline.isEmpty()) {
      count(way);
      return null;
    }
    return group.lease(rewritten, pipeline.get(), now);
  }

  /** Changes without the right to them are refused in another way on a WebSocket. */
  private Way wayOf(StatelessPipeline pipeline, Located located, boolean unrenewable) {
    boolean mayChange = located.identified().caller().access() == Access.READ_WRITE;
    if (pipeline.changes() && !mayChange) {
      return Way.STATEFUL;
    }
    if (pipeline.changes() && unrenewable) {
      return Way.TRICKY;
    }
    boolean shunned = lanes.shapes().contains(located.tenant().id(), pipeline.shape());
    return shunned ? Way.SHUNNED : Way.LANE;
  }

  private Optional<StatelessPipeline> read(Rewritten rewritten, Route route) {
    var reading = new PipelineReading(carrier, route == Route.PIPELINE_V3);
    rewritten.body().readTo(reading);
    return reading.pipeline;
  }

  /** Looks into a body that is all there. */
  private static final class PipelineReading implements RequestBody.Reader {
    private final JsonCarrier carrier;
    private final boolean isThirdVersion;
    private Optional<StatelessPipeline> pipeline = Optional.empty();

    PipelineReading(JsonCarrier carrier, boolean isThirdVersion) {
      this.carrier = carrier;
      this.isThirdVersion = isThirdVersion;
    }

    @Override
    public void onChunk(ByteBuf chunk, boolean last) {
      pipeline = carrier.stateless(chunk, isThirdVersion);
      chunk.release();
    }
  }

  private LaneGroup groupOf(Located located, long now) {
    Access access = located.identified().caller().access();
    var key = new Key(located.node(), located.tenant().id(), access);
    LaneGroup known = groups.get(key);
    if (known != null) {
      return known;
    }
    if (groups.size() >= GROUPS_MAX) {
      forgetOne();
    }
    var group = new LaneGroup(this, located.tenant(), located.node(), now);
    groups.put(key, group);
    return group;
  }

  private void forgetOne() {
    Iterator<LaneGroup> oldest = groups.values().iterator();
    LaneGroup group = oldest.next();
    oldest.remove();
    group.retire();
  }

  void dial(Rewritten like, Later<WebSocketUpstream> opened) {
    lanes.dial().open(loop, like, HranaProtocol.HRANA3, opened);
  }

  void giveUpLater(Runnable givingUp) {
    ScheduledFuture<?> _ =
        loop.schedule(givingUp, lanes.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes room for one stream, if need be that of the lane that was idle for longest. */
  boolean takeRoom(LaneGroup asking) {
    if (lanes.takeRoom()) {
      return true;
    }
    for (LaneGroup group : List.copyOf(groups.values())) {
      Lane idle = group == asking ? null : group.longestIdle();
      if (idle != null) {
        idle.close();
        return lanes.takeRoom();
      }
    }
    return false;
  }

  void giveRoom(int streams) {
    lanes.giveRoom(streams);
  }

  /** How many streams one group may have: the event loops share what a namespace may. */
  int roomPerGroup() {
    return lanes.roomPerGroup();
  }

  void onOpened(Lane lane) {
    lanes.onOpened();
  }

  void onClosed(Lane lane) {
    lanes.onClosed();
  }

  private void sweep() {
    long now = System.nanoTime();
    for (LaneGroup group : List.copyOf(groups.values())) {
      Lane idle = group.longestIdle();
      while (idle != null && now - idle.usedNanos() > bounds().idle().toNanos()) {
        idle.close();
        idle = group.longestIdle();
      }
    }
  }

  /** Closes the lanes of which this is true, each when its leases have ended. */
  void retire(Predicate<LaneGroup> which) {
    groups.values().stream().filter(which).toList().forEach(LaneGroup::retire);
  }

  EventLoop loop() {
    return loop;
  }

  LaneBounds bounds() {
    return lanes.bounds();
  }

  ShunnedShapes shapes() {
    return lanes.shapes();
  }

  void count(Way way) {
    lanes.count(way);
  }
}
