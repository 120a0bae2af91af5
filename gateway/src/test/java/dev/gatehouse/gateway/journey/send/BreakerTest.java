package dev.gatehouse.gateway.journey.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Refusal.BreakerOpen;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.testkit.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final NamespaceId A = NamespaceId.random();
  private static final NamespaceId B = NamespaceId.random();
  private static final NamespaceId C = NamespaceId.random();

  private final ManualClock clock = new ManualClock();
  private final Breaker breaker =
      new Breaker(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
          new BreakerBounds(3, PAUSE, PAUSE.multipliedBy(3), 2),
          clock::nanos);

  private void isRefused(int times) {
    for (int i = 0; i < times; i++) {
      breaker.onRefused(breaker.begin());
    }
  }

  private boolean admits(NamespaceId tenant) {
    return breaker.objectionTo(tenant).isEmpty();
  }

  private void open() {
    isRefused(3);
    assertFalse(admits(A));
  }

  private void openAndWait() {
    open();
    clock.advance(PAUSE);
  }

  @Test
  void refusedConnectionsInARowOpenIt() {
    isRefused(2);
    assertTrue(admits(A));
    isRefused(1);
    assertFalse(admits(A));
    assertFalse(admits(B));
  }

  @Test
  void anAnswerEndsTheRow() {
    isRefused(2);
    new Trial(breaker, A).answered();
    isRefused(2);
    assertTrue(admits(A));
  }

  @Test
  void tenantsThatWaitInVainOpenIt() {
    new Trial(breaker, A).silent();
    new Trial(breaker, B).silent();
    assertTrue(admits(A));
    new Trial(breaker, C).silent();
    assertFalse(admits(A));
  }

  @Test
  void oneTenantThatWaitsAgainAndAgainOpensNothing() {
    for (int i = 0; i < 100; i++) {
      new Trial(breaker, A).silent();
    }
    assertTrue(admits(B));
  }

  @Test
  void silenceInTheMiddleOfAnAnswerIsNoFailure() {
    for (NamespaceId tenant : new NamespaceId[] {A, B, C}) {
      var trial = new Trial(breaker, tenant);
      trial.answered();
      trial.silent();
    }
    assertTrue(admits(A));
  }

  @Test
  void silenceIsNoFailureWhileOthersAreAnswered() {
    var slowA = new Trial(breaker, A);
    var slowB = new Trial(breaker, B);
    var slowC = new Trial(breaker, C);
    clock.advance(MOMENT);
    new Trial(breaker, NamespaceId.random()).answered();
    clock.advance(MOMENT);
    slowA.silent();
    slowB.silent();
    slowC.silent();
    assertTrue(admits(A));
  }

  @Test
  void itTellsWhenToTryAgain() {
    open();
    clock.advance(PAUSE.dividedBy(4));
    assertEquals(
        Optional.of(new BreakerOpen(PAUSE.multipliedBy(3).dividedBy(4))), breaker.objectionTo(A));
  }

  @Test
  void afterThePauseAFewTenantsTry() {
    openAndWait();
    assertTrue(admits(A));
    assertTrue(admits(B));
    assertFalse(admits(C));
  }

  @Test
  void aTenantTriesOnceInARound() {
    openAndWait();
    assertTrue(admits(A));
    assertFalse(admits(A));
    assertTrue(admits(B));
  }

  @Test
  void theNextRoundLetsOthersTry() {
    openAndWait();
    assertTrue(admits(A));
    assertTrue(admits(B));
    clock.advance(PAUSE);
    assertTrue(admits(C));
  }

  @Test
  void theFirstAnswerLetsEverybodyIn() {
    openAndWait();
    assertTrue(admits(A));
    new Trial(breaker, A).answered();
    assertTrue(admits(A));
    assertTrue(admits(B));
    assertTrue(admits(C));
    assertTrue(breaker.isClosed());
  }

  @Test
  void aLateAnswerLetsEverybodyIn() {
    var early = new Trial(breaker, A);
    open();
    early.answered();
    assertTrue(admits(B));
  }

  @Test
  void aRefusedProbeMakesThePauseTwiceAsLongUpToTheLongest() {
    openAndWait();
    for (int pauses : new int[] {2, 3, 3}) {
      assertTrue(admits(A));
      isRefused(1);
      clock.advance(PAUSE.multipliedBy(pauses).minus(MOMENT));
      assertFalse(admits(B));
      clock.advance(MOMENT);
    }
  }

  @Test
  void aConnectionThatWasTriedBeforeThePauseTellsNothingAfterIt() {
    long early = breaker.begin();
    openAndWait();
    assertTrue(admits(A));
    breaker.onRefused(early);
    assertTrue(admits(B));
  }

  @Test
  void silenceTowardsAProbeLeavesRoomForTheOthers() {
    openAndWait();
    assertTrue(admits(A));
    new Trial(breaker, A).silent();
    assertTrue(admits(B));
  }
}
