package dev.gatehouse.gateway.journey.send.turn;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.NodeBusy;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.journey.send.turn.Turn.State;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The queue in front of one node: deficit round robin over the tenants that wait.
 *
 * <p>A tenant with nothing under way passes the ceiling, up to its highest: whatever another has
 * under way, and however long that takes, nobody waits for a first place. So does what continues an
 * open stream, a few at a time: those who wait within the node may be waiting for just that.
 *
 * <p>All event loops share it behind a lock that is held for some assignments.
 */
@CrossThread
final class Turnstile {
  private static final int CREDIT_PER_ROUND = 16;
  private static final int CONTINUING_MAX = 4;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final TurnBounds bounds;
  private final TurnEvents events;
  private final LongSupplier nanos;
  private final Ceiling ceiling;
  private final Map<NamespaceId, Line> lines = new HashMap<>();
  private final Deque<Line> round = new ArrayDeque<>();
  private int underWay;
  private int waiting;
  private @Nullable Refusal closed;

  Turnstile(TurnBounds bounds, TurnEvents events, LongSupplier nanos) {
    this.bounds = bounds;
    this.events = events;
    this.nanos = nanos;
    this.ceiling = new Ceiling(bounds.atOnceMin(), bounds.atOnceMax(), nanos.getAsLong());
  }

  long now() {
    return nanos.getAsLong();
  }

  TurnEvents events() {
    return events;
  }

  /** Gives the turn at once, or lets it wait, or refuses it; whether it is taken. */
  boolean ask(Turn turn, int underWayMax) {
    List<Turn> settled;
    synchronized (this) {
      turn.askedNanos = now();
      Line line = lines.computeIfAbsent(turn.errand.tenant().id(), Line::new);
      line.underWayMax = underWayMax;
      if (closed == null && mayPass(line, turn)) {
        take(line, turn);
        return true;
      }
      settled = queue(line, turn);
      forgetIfIdle(line);
    }
    for (Turn other : settled) {
      if (other != turn) {
        handOver(other);
      }
    }
    if (turn.refused != null) {
      events.onShed(turn.refused instanceof OverLimit);
    }
    return turn.refused == null && settled.contains(turn);
  }

  /** Lets the turn wait, or refuses it; the turns that are settled by that. */
  private List<Turn> queue(Line line, Turn turn) {
    if (closed != null) {
      refuse(turn, closed);
    } else if (line.waiting.size() >= bounds.waitingPerTenantMax()) {
      refuse(turn, tooMuch());
    } else if (waiting < bounds.waitingMax()) {
      enqueue(line, turn);
      return admitted();
    } else {
      Turn dropped = lastOfLongest(line);
      if (dropped != null) {
        enqueue(line, turn);
        return List.of(dropped);
      }
      refuse(turn, new NodeBusy(RETRY));
    }
    return List.of();
  }

  private boolean mayPass(Line line, Turn turn) {
    if (turn.errand.continues() && line.continuing < CONTINUING_MAX) {
      return true;
    }
    if (!line.waiting.isEmpty() || line.underWay >= line.underWayMax) {
      return false;
    }
    return line.underWay == 0
        ? underWay < bounds.atOnceMax()
        : underWay < ceiling.atOnce() && round.isEmpty();
  }

  private void take(Line line, Turn turn) {
    underWay++;
    line.underWay++;
    line.continuing += turn.errand.continues() ? 1 : 0;
    turn.crowd = underWay;
    turn.takenNanos = now();
    turn.state = State.TAKEN;
  }

  private static void refuse(Turn turn, Refusal why) {
    turn.refused = why;
    turn.state = State.OVER;
  }

  private static OverLimit tooMuch() {
    return new OverLimit("concurrent requests", RETRY);
  }

  private void enqueue(Line line, Turn turn) {
    turn.state = State.WAITING;
    waiting++;
    if (turn.errand.continues()) {
      line.waiting.addFirst(turn);
    } else {
      line.waiting.addLast(turn);
    }
    if (line.underWay < line.underWayMax) {
      ceiling.onWait();
    }
    enterRound(line);
  }

  private void enterRound(Line line) {
    if (!line.inRound && line.isReady()) {
      line.inRound = true;
      round.addLast(line);
    }
  }

  /** Makes room at the cost of the tenant that waits most, unless that is this one. */
  private @Nullable Turn lastOfLongest(Line than) {
    Line longest =
        lines.values().stream().max(Comparator.comparingInt(l -> l.waiting.size())).orElse(than);
    if (longest.waiting.size() <= than.waiting.size() + 1) {
      return null;
    }
    Turn last = longest.waiting.removeLast();
    waiting--;
    refuse(last, tooMuch());
    events.onShed(true);
    return last;
  }

  private void forgetIfIdle(Line line) {
    if (line.isIdle()) {
      lines.remove(line.tenant, line);
      if (line.inRound) {
        line.inRound = false;
        round.remove(line);
      }
    }
  }

  Refusal giveUp(Turn turn) {
    boolean byTenant;
    synchronized (this) {
      Line line = lines.get(turn.errand.tenant().id());
      int share = Math.max(1, ceiling.atOnce() / Math.max(1, lines.size()));
      byTenant = line != null && line.underWay >= Math.min(share, line.underWayMax);
    }
    events.onShed(byTenant);
    giveBack(turn, 0);
    return byTenant ? tooMuch() : new NodeBusy(RETRY);
  }

  synchronized boolean isTaken(Turn turn) {
    return turn.state == State.TAKEN;
  }

  void giveBack(Turn turn, long answeredNanos) {
    List<Turn> next = List.of();
    synchronized (this) {
      if (turn.state == State.OVER) {
        return;
      }
      Line line = lines.get(turn.errand.tenant().id());
      if (line == null) {
        throw new IllegalStateException("a turn without a line");
      }
      if (turn.state == State.WAITING) {
        line.waiting.remove(turn);
        waiting--;
      } else {
        underWay--;
        line.underWay--;
        line.continuing -= turn.errand.continues() ? 1 : 0;
        if (answeredNanos != 0) {
          ceiling.onAnswer(
              turn.errand.way(),
              (double) (answeredNanos - turn.takenNanos),
              turn.crowd,
              answeredNanos);
        }
        enterRound(line);
        next = admitted();
      }
      turn.state = State.OVER;
      forgetIfIdle(line);
    }
    next.forEach(Turnstile::handOver);
  }

  private static void handOver(Turn turn) {
    turn.loop.execute(turn);
  }

  /** Lets in as many as there is room for. */
  private List<Turn> admitted() {
    List<Turn> admitted = List.of();
    while (underWay < bounds.atOnceMax() && !round.isEmpty()) {
      Line line = underWay < ceiling.atOnce() ? nextInRound() : firstWithoutPlace();
      if (line == null) {
        break;
      }
      Turn turn = line.waiting.removeFirst();
      waiting--;
      line.credit -= turn.errand.cost();
      take(line, turn);
      if (admitted.isEmpty()) {
        admitted = new ArrayList<>(1);
      }
      admitted.add(turn);
    }
    return admitted;
  }

  /** The line whose turn it is: each gets as much credit a round as every other. */
  private @Nullable Line nextInRound() {
    while (!round.isEmpty()) {
      Line line = round.peekFirst();
      if (!line.isReady()) {
        round.removeFirst();
        line.inRound = false;
        line.credit = 0;
      } else if (line.credit >= line.waiting.peekFirst().errand.cost()) {
        return line;
      } else {
        line.credit += CREDIT_PER_ROUND;
        round.addLast(round.removeFirst());
      }
    }
    return null;
  }

  private @Nullable Line firstWithoutPlace() {
    for (Line line : round) {
      if (line.underWay == 0 && line.isReady()) {
        return line;
      }
    }
    return null;
  }

  /** Refuses whoever waits, and whoever comes. */
  void close(Refusal why) {
    var refused = new ArrayList<Turn>();
    synchronized (this) {
      closed = why;
      for (Line line : lines.values()) {
        refused.addAll(line.waiting);
        line.waiting.clear();
      }
      waiting = 0;
      refused.forEach(turn -> refuse(turn, why));
      lines.values().removeIf(Line::isIdle);
      round.clear();
    }
    refused.forEach(Turnstile::handOver);
  }

  synchronized int underWay() {
    return underWay;
  }

  synchronized int waiting() {
    return waiting;
  }

  /** How many tenants are in the round. */
  synchronized int inRound() {
    return round.size();
  }

  synchronized int atOnce() {
    return ceiling.atOnce();
  }
}
