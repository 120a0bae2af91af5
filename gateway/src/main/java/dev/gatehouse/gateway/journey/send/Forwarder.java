package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ConnectFailed;
import dev.gatehouse.gateway.exchange.Refusal.PoolExhausted;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamReset;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.gateway.journey.send.turn.Errand;
import dev.gatehouse.gateway.journey.send.turn.Turn;
import dev.gatehouse.gateway.journey.send.turn.Turnstiles;
import dev.gatehouse.tenancy.NamespaceId;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Optional;

/** The stage that waits for its turn and finds a connection; each event loop has its own. */
@CrossThread
public final class Forwarder {
  private final IdentityHashMap<EventLoop, UpstreamPool> pools;
  private final Breakers breakers;
  private final Duration connect;
  private final Shortcut shortcut;
  private final Turnstiles turns;
  private final SecondLook look;

  public Forwarder(
      Iterable<EventExecutor> loops,
      Class<? extends SocketChannel> channelType,
      PoolBounds bounds,
      Breakers breakers,
      Turnstiles turns,
      SecondLook look,
      Shortcut shortcut) {
    this.breakers = breakers;
    this.shortcut = shortcut;
    this.connect = bounds.connect();
    this.turns = turns;
    this.look = look;
    var byLoop = new IdentityHashMap<EventLoop, UpstreamPool>();
    for (EventExecutor executor : loops) {
      var loop = (EventLoop) executor;
      byLoop.put(loop, new UpstreamPool(loop, bounds, channelType, breakers));
    }
    this.pools = byLoop;
  }

  public Outcome<Sent> send(Rewritten rewritten) {
    return turnOf(rewritten)
        .then(
            turn -> {
              exchangeOf(rewritten).journal().past(Leg.WAIT, turn);
              return look.at(rewritten).then(still -> opened(still, turn));
            });
  }

  private Outcome<Turn> turnOf(Rewritten rewritten) {
    Located located = rewritten.permitted().located();
    var errand =
        new Errand(
            located.node(),
            located.tenant(),
            Errand.Way.REQUEST,
            rewritten.body().length(),
            rewritten.stream().isResumed());
    return turns.take(errand, exchangeOf(rewritten));
  }

  private Outcome<Sent> opened(Rewritten rewritten, Turn turn) {
    Exchange exchange = rewritten.permitted().located().identified().arrived().exchange();
    Optional<Refusal> objection = rewritten.stream().open(exchange);
    return objection.isPresent() ? Outcome.stopped(objection.get()) : underWay(rewritten, turn);
  }

  /** Sends a request on another connection, within its turn or a new one, if it still may. */
  public Outcome<Sent> again(Sent sent, Refusal why) {
    if (why instanceof UpstreamReset reset && reset.requestSent()) {
      poolOf(sent.rewritten()).closeIdle(nodeOf(sent.rewritten()));
      return LastMoments.over(exchangeOf(sent.rewritten())).then(_ -> onceMore(sent));
    }
    return onceMore(sent);
  }

  private Outcome<Sent> onceMore(Sent sent) {
    Outcome<Turn> turn =
        sent.turn().isTaken() ? Outcome.ready(sent.turn()) : turnOf(sent.rewritten());
    return turn.then(its -> look.now(sent.rewritten()).then(still -> passThrough(still, its)));
  }

  private Outcome<Sent> underWay(Rewritten rewritten, Turn turn) {
    Breaker breaker = breakers.of(nodeOf(rewritten));
    NamespaceId tenant = tenantOf(rewritten);
    Optional<Refusal> objection = breaker.objectionTo(tenant);
    if (objection.isPresent()) {
      return Outcome.stopped(objection.get());
    }
    Outcome<UpstreamLease> quicker = shortcut.leaseFor(rewritten);
    if (quicker == null) {
      return onConnection(rewritten, breaker, turn);
    }
    return quicker
        .then(
            lease -> {
              exchangeOf(rewritten).onEnd(lease::close);
              exchangeOf(rewritten).journal().onLane();
              if (!lease.needsTurn()) {
                turn.giveBack();
              }
              return Outcome.ready(new Sent(rewritten, lease, new Trial(breaker, tenant), turn));
            })
        .otherwise(
            refusal ->
                refusal instanceof PoolExhausted
                    ? onConnection(rewritten, breaker, turn)
                    : Outcome.stopped(refusal));
  }

  private Outcome<Sent> passThrough(Rewritten rewritten, Turn turn) {
    Breaker breaker = breakers.of(nodeOf(rewritten));
    return breaker
        .objectionTo(tenantOf(rewritten))
        .map(Outcome::<Sent>stopped)
        .orElseGet(() -> onConnection(rewritten, breaker, turn));
  }

  private Outcome<Sent> onConnection(Rewritten rewritten, Breaker breaker, Turn turn) {
    long begunNanos = breaker.begin();
    return leased(rewritten)
        .otherwise(
            refusal ->
                refusal instanceof ConnectFailed
                    ? onceBack(rewritten, begunNanos, turn)
                    : Outcome.stopped(refusal))
        .then(
            connection -> {
              exchangeOf(rewritten).onEnd(connection.lease());
              var trial = new Trial(breaker, tenantOf(rewritten));
              return Outcome.ready(new Sent(rewritten, connection, trial, turn));
            });
  }

  private Outcome<UpstreamConnection> leased(Rewritten rewritten) {
    Exchange exchange = exchangeOf(rewritten);
    return poolOf(rewritten)
        .lease(nodeOf(rewritten), refusal -> exchange.await(connect, () -> refusal));
  }

  /** Keeps its turn while the node is away, and looks at its right again after that. */
  private Outcome<UpstreamConnection> onceBack(Rewritten rewritten, long begunNanos, Turn turn) {
    return breakers
        .vigilAt(nodeOf(rewritten))
        .back(begunNanos, exchangeOf(rewritten))
        .then(_ -> look.now(rewritten))
        .then(
            still -> {
              turn.restart();
              return leased(still);
            });
  }

  private UpstreamPool poolOf(Rewritten rewritten) {
    UpstreamPool pool = pools.get(exchangeOf(rewritten).loop());
    if (pool == null) {
      throw new IllegalStateException("an exchange on a strange event loop");
    }
    return pool;
  }

  /** How much of this there is in the pools of all event loops. */
  public long count(PoolCounts.Cell cell) {
    return pools.values().stream().mapToLong(pool -> pool.counts().get(cell)).sum();
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
