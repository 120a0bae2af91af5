package dev.gatehouse.gateway.journey.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.exchange.SilentReply;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.testkit.ManualClock;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VigilTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final int FAILURES_MAX = 3;
  private static final InetSocketAddress NODE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  private final ManualClock clock = new ManualClock();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Deque<Consumer<Boolean>> knocks = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private final Breaker breaker =
      new Breaker(NODE, new BreakerBounds(FAILURES_MAX, HOUR, HOUR, 1), clock::nanos);
  private final Vigil vigil =
      new Vigil(NODE, breaker, (_, _, taken) -> knocks.add(taken), PATIENCE, clock::nanos);

  @BeforeEach
  void begin() {
    channel.freezeTime();
  }

  @AfterEach
  void stop() {
    channel.close();
  }

  private void refused() {
    vigil.onNoConnection(new ConnectException(), breaker.begin(), channel.eventLoop());
  }

  /** Waits, and notes what comes of it. */
  private Exchange waits(String name) {
    return waits(name, clock.nanos());
  }

  private Exchange waits(String name, long begunNanos) {
    var client = InetAddress.getLoopbackAddress();
    var exchange =
        new Exchange(
            channel.eventLoop(),
            new SilentReply(() -> {}),
            new Deadline(channel.eventLoop()),
            new Journal("192.0.2.1"),
            new ClientAddress(client));
    vigil
        .back(begunNanos, exchange)
        .finish(
            outcome ->
                told.add(
                    switch (outcome) {
                      case Ready<Vigil> _ -> name + " goes on";
                      case Stopped<Vigil>(var refusal) ->
                          name + " " + refusal.getClass().getSimpleName();
                    }));
    return exchange;
  }

  private void pass(Duration time) {
    clock.advance(time);
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private void knocked(boolean taken) {
    knocks.remove().accept(taken);
    channel.runPendingTasks();
  }

  /** Nobody opens again before the node is given up. */
  private void givenUp() {
    refused();
    for (pass(PATIENCE); !knocks.isEmpty(); pass(PATIENCE)) {
      knocked(false);
    }
  }

  @Test
  void releasesInOrderWhoeverWaits() {
    refused();
    waits("a");
    waits("b");
    waits("c");
    pass(Duration.ofMillis(10));
    assertEquals(List.of(), told);
    knocked(true);
    assertEquals(List.of("a goes on", "b goes on", "c goes on"), told);
    assertEquals(0, vigil.waiting());
  }

  @Test
  void knocksOnceAtATimeAndEverLater() {
    refused();
    refused();
    for (int millis : new int[] {10, 20, 40, 80, 100, 100}) {
      pass(Duration.ofMillis(millis).minus(MOMENT));
      assertEquals(0, knocks.size());
      pass(MOMENT);
      assertEquals(1, knocks.size());
      pass(Duration.ofMillis(200));
      assertEquals(1, knocks.size());
      knocked(false);
    }
  }

  @Test
  void knocksForTheLastTimeWhenItsPatienceEnds() {
    refused();
    waits("a");
    pass(PATIENCE.minus(Duration.ofMillis(15)));
    knocked(false);
    pass(Duration.ofMillis(15));
    knocked(false);
    assertEquals(List.of("a ConnectFailed"), told);
  }

  @Test
  void keepsRefusalsFromTheBreakerMeanwhile() {
    for (int i = 0; i < 10 * FAILURES_MAX; i++) {
      refused();
    }
    assertTrue(breaker.isClosed());
  }

  @Test
  void givesUpAfterItsPatience() {
    refused();
    waits("a");
    waits("b");
    pass(PATIENCE);
    assertEquals(List.of(), told);
    knocked(false);
    assertEquals(List.of("a ConnectFailed", "b ConnectFailed"), told);
    waits("c");
    assertEquals("c ConnectFailed", told.getLast());
  }

  @Test
  void leavesANodeThatWasGivenUpToTheBreaker() {
    givenUp();
    for (int i = 1; i < FAILURES_MAX; i++) {
      assertTrue(breaker.isClosed());
      refused();
    }
    assertFalse(breaker.isClosed());
    pass(PATIENCE);
    assertEquals(0, knocks.size());
  }

  @Test
  void beginsAnewOnceTheNodeHasAnswered() {
    givenUp();
    clock.advance(MOMENT);
    new Trial(breaker, NamespaceId.random()).answered();
    clock.advance(MOMENT);
    refused();
    waits("a");
    pass(Duration.ofMillis(10));
    knocked(true);
    assertEquals(List.of("a goes on"), told);
  }

  @Test
  void forgetsWhoeverLeaves() {
    refused();
    Exchange gone = waits("a");
    waits("b");
    gone.interrupt(new ClientGone());
    gone.releaseAll();
    assertEquals(1, vigil.waiting());
    pass(Duration.ofMillis(10));
    knocked(true);
    assertEquals(List.of("a ClientGone", "b goes on"), told);
  }

  @Test
  void isOverForWhoeverTriedBeforeTheNodeCameBack() {
    long early = clock.nanos();
    refused();
    pass(Duration.ofMillis(10));
    knocked(true);
    waits("a", early);
    clock.advance(MOMENT);
    waits("b");
    assertEquals(List.of("a goes on", "b ConnectFailed"), told);
  }

  @Test
  void doesNotWaitForSilence() {
    for (int i = 0; i < FAILURES_MAX; i++) {
      vigil.onNoConnection(new ConnectTimeoutException(), breaker.begin(), channel.eventLoop());
    }
    assertFalse(breaker.isClosed());
    pass(PATIENCE);
    assertEquals(0, knocks.size());
  }
}
