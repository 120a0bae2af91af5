package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.BreakerOpen;
import dev.gatehouse.gateway.journey.send.BreakerState.Closed;
import dev.gatehouse.gateway.journey.send.BreakerState.HalfOpen;
import dev.gatehouse.gateway.journey.send.BreakerState.Open;
import dev.gatehouse.tenancy.NamespaceId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Keeps everybody from a node that does not answer, and lets a few find out when it does again.
 *
 * <pre>
 *   closed --failures in a row--> open --pause--> half open --any answer--> closed
 *                                  ^----refused connection----/
 * </pre>
 *
 * <p>Any answer proves that the node lives, whatever its status. A failure counts only if the node
 * has answered nobody since its attempt began, and a tenant that waits in vain counts once: no
 * tenant alone, with whatever statement, closes a node to the others.
 */
@CrossThread
final class Breaker {
  private static final Logger log = LoggerFactory.getLogger(Breaker.class);

  private final InetSocketAddress node;
  private final BreakerBounds bounds;
  private final LongSupplier nanos;
  private final AtomicReference<BreakerState> state = new AtomicReference<>(Closed.CLEAN);
  private volatile long answeredNanos;

  Breaker(InetSocketAddress node, BreakerBounds bounds, LongSupplier nanos) {
    this.node = node;
    this.bounds = bounds;
    this.nanos = nanos;
    this.answeredNanos = nanos.getAsLong();
  }

  /** Why this tenant may not ask the node now. */
  Optional<Refusal> objectionTo(NamespaceId tenant) {
    while (true) {
      BreakerState now = state.get();
      if (now instanceof Closed) {
        return Optional.empty();
      }
      long nowNanos = nanos.getAsLong();
      BreakerState next = probing(now, tenant, nowNanos);
      if (next.equals(now)) {
        return Optional.of(new BreakerOpen(Duration.ofNanos(Math.max(0, left(now, nowNanos)))));
      }
      if (state.compareAndSet(now, next)) {
        if (now instanceof Open) {
          line("half open").log("a node is tried again");
        }
        return Optional.empty();
      }
    }
  }

  /** The state with this tenant as one who tries; the same where it may not. */
  private BreakerState probing(BreakerState now, NamespaceId tenant, long nowNanos) {
    return switch (now) {
      case Closed closed -> closed;
      case Open open when nowNanos - open.untilNanos() >= 0 ->
          new HalfOpen(nowNanos, nowNanos, open.pauseNanos(), Set.of(tenant));
      case Open open -> open;
      case HalfOpen half when nowNanos - half.roundNanos() >= half.pauseNanos() ->
          half.nextRound(nowNanos, tenant);
      case HalfOpen half ->
          half.probing().size() < bounds.probesMax() && !half.probing().contains(tenant)
              ? half.oneMore(tenant)
              : half;
    };
  }

  private static long left(BreakerState now, long nowNanos) {
    return switch (now) {
      case Closed _ -> 0;
      case Open open -> open.untilNanos() - nowNanos;
      case HalfOpen half -> half.roundNanos() + half.pauseNanos() - nowNanos;
    };
  }

  /** A time to hand back with what becomes of an attempt that begins now. */
  long begin() {
    return nanos.getAsLong();
  }

  /** When the node said something for the last time; before it did, when that began to matter. */
  long answeredNanos() {
    return answeredNanos;
  }

  /** The node said something. */
  void onAnswer() {
    answeredNanos = nanos.getAsLong();
    BreakerState before = state.get();
    if (!before.equals(Closed.CLEAN)) {
      before = state.getAndSet(Closed.CLEAN);
      if (!(before instanceof Closed)) {
        line("closed").log("a node answers again");
      }
    }
  }

  /** A connection did not come about. */
  void onRefused(long begunNanos) {
    while (begunNanos - answeredNanos >= 0) {
      BreakerState now = state.get();
      BreakerState next =
          switch (now) {
            case Closed closed -> opened(closed.refusedAgain());
            case Open open -> open;
            case HalfOpen half ->
                begunNanos - half.sinceNanos() >= 0 ? openAgain(half.pauseNanos()) : half;
          };
      if (change(now, next)) {
        return;
      }
    }
  }

  /** A tenant waited in vain for an answer. */
  void onSilence(NamespaceId tenant, long begunNanos) {
    while (begunNanos - answeredNanos >= 0) {
      BreakerState now = state.get();
      BreakerState next = now instanceof Closed closed ? opened(closed.waitedInVain(tenant)) : now;
      if (change(now, next)) {
        return;
      }
    }
  }

  private BreakerState opened(Closed closed) {
    return closed.failures() < bounds.failuresMax() ? closed : open(bounds.pauseMin().toNanos());
  }

  private BreakerState openAgain(long pauseNanos) {
    return open(Math.min(2 * pauseNanos, bounds.pauseMax().toNanos()));
  }

  private BreakerState open(long pauseNanos) {
    return new Open(nanos.getAsLong() + pauseNanos, pauseNanos);
  }

  private boolean change(BreakerState now, BreakerState next) {
    if (!state.compareAndSet(now, next)) {
      return false;
    }
    if (next instanceof Open open && !next.equals(now)) {
      line("open")
          .addKeyValue("pauseMillis", Duration.ofNanos(open.pauseNanos()).toMillis())
          .log("a node does not answer and is left alone");
    }
    return true;
  }

  private LoggingEventBuilder line(String breaker) {
    return log.atWarn().addKeyValue("upstream", node).addKeyValue("breaker", breaker);
  }

  boolean isClosed() {
    return state.get() instanceof Closed;
  }
}
