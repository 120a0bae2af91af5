package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.ConnectFailed;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a node that refuses connections, as one does while it is started again.
 *
 * <pre>
 *   there --refused--> awaited --takes a connection--> there
 *                         '--patience is over--> given up --any answer--> there
 * </pre>
 *
 * <p>Who has a turn at the node keeps it and waits here; all others wait for their turns, so what
 * bounds and orders those bounds and orders this. One connection after the other is tried for all.
 * A node that was given up is the {@link Breaker}'s again until it answers somebody.
 */
@CrossThread
final class Vigil {
  private static final Logger log = LoggerFactory.getLogger(Vigil.class);
  private static final long PAUSE_MIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long PAUSE_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final InetSocketAddress node;
  private final Breaker breaker;
  private final Knock knock;
  private final Duration patience;
  private final LongSupplier nanos;
  private final Set<Waiter> waiting = new LinkedHashSet<>();
  private boolean awaited;
  private long sinceNanos;
  private long backNanos;

  private record Waiter(EventLoop loop, Later<Vigil> back) {}

  Vigil(
      InetSocketAddress node, Breaker breaker, Knock knock, Duration patience, LongSupplier nanos) {
    this.node = node;
    this.breaker = breaker;
    this.knock = knock;
    this.patience = patience;
    this.nanos = nanos;
    // A node that nobody asked yet may be waited for.
    this.sinceNanos = breaker.answeredNanos() - 1;
    this.backNanos = sinceNanos;
  }

  Breaker breaker() {
    return breaker;
  }

  /** A connection that was begun then did not come about. */
  void onNoConnection(Throwable cause, long begunNanos, EventLoop loop) {
    // One that dies resets those connections that it had not taken yet.
    boolean refused = cause instanceof IOException && !(cause instanceof ConnectTimeoutException);
    if (refused && isOn(begunNanos, loop)) {
      return;
    }
    if (cause instanceof IOException) {
      breaker.onRefused(begunNanos);
    }
  }

  /** Whether the node is waited for, from now on if need be, or has come back meanwhile. */
  private boolean isOn(long begunNanos, EventLoop loop) {
    synchronized (this) {
      if (isHopeful(begunNanos)) {
        return true;
      }
      if (breaker.answeredNanos() - sinceNanos <= 0) {
        return false;
      }
      awaited = true;
      sinceNanos = nanos.getAsLong();
    }
    log.atWarn().addKeyValue("upstream", node).log("a node refuses connections and is waited for");
    knockAfter(PAUSE_MIN_NANOS, loop);
    return true;
  }

  /** Whether somebody who tried then, in vain, may expect it now or soon. */
  synchronized boolean isHopeful(long begunNanos) {
    return awaited || backNanos - begunNanos >= 0;
  }

  /** Itself, once a node is there that refused somebody who tried then. */
  Outcome<Vigil> back(long begunNanos, Exchange exchange) {
    Waiter waiter;
    synchronized (this) {
      if (!awaited) {
        return isHopeful(begunNanos) ? Outcome.ready(this) : Outcome.stopped(new ConnectFailed());
      }
      // The end comes before that, unless the last one tried gets no answer at all.
      Duration bound = patience.multipliedBy(2);
      waiter = new Waiter(exchange.loop(), exchange.await(bound, ConnectFailed::new));
      waiting.add(waiter);
    }
    exchange.onEnd(() -> leave(waiter));
    return waiter.back();
  }

  private synchronized void leave(Waiter waiter) {
    waiting.remove(waiter);
  }

  private void knockAfter(long pauseNanos, EventLoop loop) {
    ScheduledFuture<?> _ =
        loop.schedule(
            () -> {
              long begunNanos = nanos.getAsLong();
              knock.at(node, loop, taken -> onKnocked(taken, begunNanos, pauseNanos, loop));
            },
            pauseNanos,
            TimeUnit.NANOSECONDS);
  }

  private void onKnocked(boolean taken, long begunNanos, long pauseNanos, EventLoop loop) {
    long leftNanos = patience.toNanos() - (nanos.getAsLong() - sinceNanos);
    if (taken || leftNanos <= 0) {
      if (!taken) {
        breaker.onRefused(begunNanos);
      }
      end(taken);
    } else {
      knockAfter(Math.min(leftNanos, Math.min(2 * pauseNanos, PAUSE_MAX_NANOS)), loop);
    }
  }

  private void end(boolean isBack) {
    List<Waiter> released;
    long tookNanos;
    synchronized (this) {
      awaited = false;
      long now = nanos.getAsLong();
      tookNanos = now - sinceNanos;
      backNanos = isBack ? now : backNanos;
      released = List.copyOf(waiting);
      waiting.clear();
    }
    log.atWarn()
        .addKeyValue("upstream", node)
        .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(tookNanos))
        .addKeyValue("waiting", released.size())
        .log(isBack ? "a node takes connections again" : "a node was waited for in vain");
    for (Waiter waiter : released) {
      waiter.loop().execute(() -> settle(waiter, isBack));
    }
  }

  private void settle(Waiter waiter, boolean isBack) {
    boolean _ = isBack ? waiter.back().complete(this) : waiter.back().stop(new ConnectFailed());
  }

  /** How many wait. */
  synchronized int waiting() {
    return waiting.size();
  }
}
