package dev.gatehouse.gateway.journey.send.turn;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.tenancy.TenantRecord;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/** The queues in front of all nodes. */
@CrossThread
public final class Turnstiles {
  private final TurnBounds bounds;
  private final ToIntFunction<TenantRecord> underWayMaxOf;
  private final TurnEvents events;
  private final LongSupplier nanos;
  private final ConcurrentMap<InetSocketAddress, Turnstile> turnstiles = new ConcurrentHashMap<>();

  /**
   * @param underWayMaxOf how many requests a tenant may have at a node at once
   * @param nanos the time
   */
  public Turnstiles(
      TurnBounds bounds,
      ToIntFunction<TenantRecord> underWayMaxOf,
      TurnEvents events,
      LongSupplier nanos) {
    this.bounds = bounds;
    this.underWayMaxOf = underWayMaxOf;
    this.events = events;
    this.nanos = nanos;
  }

  /** How long anybody waits. */
  public Duration waitMax() {
    return bounds.waitMax();
  }

  /** A turn for this exchange, which it gives back before the last bytes of its answer. */
  public Outcome<Turn> take(Errand errand, Exchange exchange) {
    Turn turn = ask(errand, exchange.loop());
    if (turn.refusal().isPresent()) {
      return Outcome.stopped(turn.refusal().get());
    }
    exchange.onLastBytes(turn::giveBack);
    if (turn.isAtOnce()) {
      return Outcome.ready(turn);
    }
    Later<Turn> later = exchange.await(bounds.waitMax(), turn::giveUp);
    turn.tell(
        new Turn.Waiter() {
          @Override
          public void onTurn(Turn mine) {
            later.complete(mine);
          }

          @Override
          public void onRefused(Turn mine, Refusal refusal) {
            later.stop(refusal);
          }
        });
    return later;
  }

  /** A turn that is taken, or waits, or is refused, as it says itself. */
  public Turn ask(Errand errand, EventExecutor loop) {
    var turn = new Turn(of(errand.node()), errand, loop);
    turn.ask(underWayMaxOf.applyAsInt(errand.tenant()));
    return turn;
  }

  private Turnstile of(InetSocketAddress node) {
    Turnstile known = turnstiles.get(node);
    return known != null
        ? known
        : turnstiles.computeIfAbsent(node, _ -> new Turnstile(bounds, events, nanos));
  }

  /** Refuses whoever waits, and whoever comes. */
  public void close(Refusal why) {
    turnstiles.values().forEach(turnstile -> turnstile.close(why));
  }

  /** How many requests the nodes have. */
  public int underWay() {
    return turnstiles.values().stream().mapToInt(Turnstile::underWay).sum();
  }

  /** How many wait for their turn. */
  public int waiting() {
    return turnstiles.values().stream().mapToInt(Turnstile::waiting).sum();
  }

  /** How many requests the nodes may have. */
  public int atOnce() {
    return turnstiles.values().stream().mapToInt(Turnstile::atOnce).sum();
  }
}
