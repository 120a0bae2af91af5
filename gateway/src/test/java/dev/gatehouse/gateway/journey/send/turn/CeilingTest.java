package dev.gatehouse.gateway.journey.send.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.send.turn.Errand.Way;
import dev.gatehouse.testkit.ManualClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** A simulated node with processors that requests share, asked by many who never stop. */
class CeilingTest {
  private static final int MIN = 4;
  private static final int MAX = 96;
  private static final long START = new ManualClock().nanos();

  private final Ceiling ceiling = new Ceiling(MIN, MAX, START);
  private final PriorityQueue<Running> running =
      new PriorityQueue<>(Comparator.comparingLong(Running::endNanos));
  private long now = START;
  private long answered;
  private int processors = 2;
  private long serviceNanos = 500_000;
  private int slowOneIn = Integer.MAX_VALUE;
  private int wantedMax = 1_000;

  private record Running(long sinceNanos, long endNanos, int crowd) {}

  /** How long a request takes that comes to so many. */
  private long service(int crowd) {
    boolean slow = ++answered % slowOneIn == 0;
    long alone = slow ? 100 * serviceNanos : serviceNanos;
    // A part of an answer is the way there and back, which nobody shares.
    return alone / 2 + alone * Math.max(processors, crowd) / processors / 2;
  }

  private void run(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      while (running.size() < Math.min(wantedMax, ceiling.atOnce())) {
        int crowd = running.size() + 1;
        running.add(new Running(now, now + service(crowd), crowd));
      }
      if (wantedMax > ceiling.atOnce()) {
        ceiling.onWait();
      }
      Running next = running.remove();
      now = Math.max(now, next.endNanos);
      ceiling.onAnswer(Way.REQUEST, (double) (now - next.sinceNanos), next.crowd, now);
    }
  }

  private void assertSettledBetween(int low, int high) {
    for (int i = 0; i < 20; i++) {
      run(Duration.ofMillis(300));
      int atOnce = ceiling.atOnce();
      assertTrue(atOnce == MIN || (atOnce >= low && atOnce <= high), "settled at " + atOnce);
    }
  }

  @Test
  void settlesWhereRequestsBeginToWaitForProcessors() {
    run(Duration.ofSeconds(5));
    assertSettledBetween(5, 14);
    processors = 16;
    run(Duration.ofSeconds(15));
    assertSettledBetween(30, MAX);
    processors = 2;
    run(Duration.ofSeconds(15));
    assertSettledBetween(MIN, 14);
  }

  @Test
  void staysWhereItIsUnderALoadThatNeverEnds() {
    run(Duration.ofMinutes(5));
    assertSettledBetween(MIN, 14);
  }

  @Test
  void sinksWithANodeThatGetsSlowAndRisesWithOneThatRecovers() {
    processors = 16;
    run(Duration.ofSeconds(5));
    int before = ceiling.atOnce();
    serviceNanos *= 10;
    run(Duration.ofMillis(200));
    assertTrue(ceiling.atOnce() < before, ceiling.atOnce() + " is not below " + before);
    serviceNanos /= 10;
    run(Duration.ofSeconds(15));
    assertTrue(ceiling.atOnce() >= 30, "only " + ceiling.atOnce());
  }

  @Test
  void slowStatementsSayNothingOfANode() {
    processors = 16;
    slowOneIn = 4;
    run(Duration.ofSeconds(20));
    assertSettledBetween(20, MAX);
  }

  @Test
  void doesNotRiseWhereNobodyWaits() {
    wantedMax = 1;
    int before = ceiling.atOnce();
    run(Duration.ofSeconds(5));
    assertEquals(before, ceiling.atOnce());
  }
}
