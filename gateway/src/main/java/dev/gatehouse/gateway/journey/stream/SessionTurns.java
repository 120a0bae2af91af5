package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Kind;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Request;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.send.turn.Errand;
import dev.gatehouse.gateway.journey.send.turn.Turn;
import dev.gatehouse.gateway.journey.send.turn.Turnstiles;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one session on their way to sqld: they wait for their turns in the order in which
 * they came, and give them back with sqld's answers.
 */
final class SessionTurns implements Turn.Waiter {
  private final Turnstiles turnstiles;
  private final Located located;
  private final EventLoop loop;
  private final IntPredicate inTransaction;
  private final Outlet outlet;
  private final Deque<Held> held = new ArrayDeque<>(1);
  private final Deque<Optional<Turn>> unanswered = new ArrayDeque<>();
  private @Nullable Turn awaited;
  private @Nullable Future<?> timer;
  private @Nullable Turn alone;
  private boolean paused;
  private boolean clientFull;

  private record Held(Request request, ByteBuf message) {}

  /** Where requests go that have waited. */
  interface Outlet {
    /** Sends a request to sqld, and with it the ownership of its bytes. */
    void pass(Request request, ByteBuf message);

    /** Why a request that waits may not be sent any more. */
    Optional<Refusal> objectionMeanwhile(Request request);

    /** Answers a request that sqld will not see. */
    void refuse(Request request, Refusal why);

    /** Nothing more may come for now. */
    void onWait();

    /** Nobody waits any more. */
    void onMoved();
  }

  /**
   * @param inTransaction which streams have a transaction open
   */
  SessionTurns(
      Turnstiles turnstiles,
      Located located,
      EventLoop loop,
      IntPredicate inTransaction,
      Outlet outlet) {
    this.turnstiles = turnstiles;
    this.located = located;
    this.loop = loop;
    this.inTransaction = inTransaction;
    this.outlet = outlet;
  }

  /** Takes a request, and with it the ownership of its bytes. */
  void submit(Request request, ByteBuf message) {
    held.add(new Held(request, message));
    if (awaited == null) {
      proceed();
    }
  }

  private void proceed() {
    while (awaited == null && !clientFull && !held.isEmpty()) {
      Held next = held.element();
      Optional<Refusal> objection = outlet.objectionMeanwhile(next.request);
      if (objection.isPresent()) {
        drop(objection.get());
      } else if (isFree(next.request.kind())) {
        pass(Optional.empty());
      } else {
        ask(next);
      }
    }
    if (clientFull && !held.isEmpty() && !paused) {
      paused = true;
      outlet.onWait();
    } else if (awaited == null && !clientFull && paused) {
      paused = false;
      outlet.onMoved();
    }
  }

  /** Whether a request costs sqld next to nothing, or ends what costs something. */
  private static boolean isFree(Kind kind) {
    return switch (kind) {
      case CLOSE_STREAM, CLOSE_CURSOR, STORE_SQL, CLOSE_SQL, GET_AUTOCOMMIT -> true;
      case OPEN_STREAM, EXECUTE, BATCH, OPEN_CURSOR, FETCH_CURSOR, SEQUENCE, DESCRIBE -> false;
    };
  }

  private void ask(Held next) {
    var errand =
        new Errand(
            located.node(),
            located.tenant(),
            Errand.Way.MESSAGE,
            next.message.readableBytes(),
            inTransaction.test(next.request.stream()));
    Turn turn = turnstiles.ask(errand, loop);
    if (turn.refusal().isPresent()) {
      drop(turn.refusal().get());
    } else if (turn.isAtOnce()) {
      pass(Optional.of(turn));
    } else {
      turn.tell(this);
      awaited = turn;
      paused = true;
      timer = loop.schedule(this::onTimeout, turnstiles.waitMax().toNanos(), TimeUnit.NANOSECONDS);
      outlet.onWait();
    }
  }

  private void pass(Optional<Turn> turn) {
    Held next = held.remove();
    alone = unanswered.isEmpty() ? turn.orElse(null) : null;
    unanswered.add(turn);
    if (clientFull) {
      turn.ifPresent(Turn::giveBack);
    }
    outlet.pass(next.request, next.message);
  }

  private void drop(Refusal why) {
    Held next = held.remove();
    next.message.release();
    outlet.refuse(next.request, why);
  }

  @Override
  public void onTurn(Turn turn) {
    if (turn == awaited) {
      settle();
      pass(Optional.of(turn));
      proceed();
    }
  }

  @Override
  public void onRefused(Turn turn, Refusal refusal) {
    if (turn == awaited) {
      settle();
      drop(refusal);
      proceed();
    }
  }

  private void onTimeout() {
    Turn turn = awaited;
    if (turn != null) {
      settle();
      drop(turn.giveUp());
      proceed();
    }
  }

  private void settle() {
    awaited = null;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  /** sqld has answered one of the requests; each answer frees the turn that was taken first. */
  void onAnswered() {
    Optional<Turn> turn = unanswered.poll();
    if (turn != null && turn.isPresent()) {
      if (turn.get() == alone) {
        turn.get().answered();
      }
      turn.get().giveBack();
    }
  }

  /**
   * The client does not read: sqld waits for it, and nobody else may have to wait for that. Turns
   * are given back as they are, without an answer to measure sqld by, and nothing more is asked.
   */
  void onClientFull() {
    clientFull = true;
    unanswered.forEach(turn -> turn.ifPresent(Turn::giveBack));
  }

  void onClientRoom() {
    clientFull = false;
    proceed();
  }

  /** Something else than a request is on its way to sqld, and will be answered. */
  void onOther() {
    alone = null;
    unanswered.add(Optional.empty());
  }

  boolean isWaiting() {
    return awaited != null || !held.isEmpty();
  }

  /** The session is over. */
  void release() {
    if (awaited != null) {
      awaited.giveBack();
      settle();
    }
    while (!held.isEmpty()) {
      held.remove().message.release();
    }
    while (!unanswered.isEmpty()) {
      unanswered.remove().ifPresent(Turn::giveBack);
    }
  }
}
