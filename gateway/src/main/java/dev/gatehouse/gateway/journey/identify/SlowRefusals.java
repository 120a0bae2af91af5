package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers those late who have sent too many bad tokens: while they wait they ask for nothing else,
 * and waiting costs nothing.
 */
@CrossThread
final class SlowRefusals {
  private static final Duration DELAY = Duration.ofSeconds(1);

  /** More are answered at once: what waits takes memory. */
  private static final int HELD_MAX = 4_096;

  private final AtomicInteger held = new AtomicInteger();

  <T> Outcome<T> refuse(Refusal refusal, Exchange exchange) {
    boolean isRoom = held.incrementAndGet() <= HELD_MAX;
    exchange.onEnd(held::decrementAndGet);
    return isRoom ? exchange.await(DELAY, () -> refusal) : Outcome.stopped(refusal);
  }
}
