package dev.gatehouse.gateway.journey.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Refusal.DirectoryDown;
import dev.gatehouse.gateway.exchange.Rescue;
import dev.gatehouse.gateway.journey.locate.LookupStand.Answer;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TenantDirectoryTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration REFRESH = Duration.ofSeconds(30);

  private final LookupStand stand = new LookupStand();

  @Test
  void asksTheRegistryOnceForAllWhoWait() {
    TenantRecord acme = stand.put("acme", Lifecycle.ACTIVE);
    Answer one = stand.find("acme");
    Answer other = stand.find("acme");
    assertFalse(one.isSettled());
    stand.work();
    assertEquals(Optional.of(acme), one.found());
    assertEquals(Optional.of(acme), other.found());
    assertEquals(1, stand.reads());
  }

  @Test
  void answersAtOnceWhatIsAtHand() {
    TenantRecord acme = stand.known("acme");
    assertEquals(Optional.of(acme), stand.find("acme").found());
    assertEquals(1, stand.reads());
  }

  @Test
  void looksAKnownTenantUpAgainBehindTheScenes() {
    TenantRecord before = stand.known("acme");
    stand.clock.advance(REFRESH);
    TenantRecord after = stand.putSilently("acme", Lifecycle.SUSPENDED);
    assertEquals(Optional.of(before), stand.find("acme").found());
    assertEquals(Optional.of(before), stand.find("acme").found());
    stand.work();
    assertEquals(2, stand.reads());
    assertEquals(Optional.of(after), stand.find("acme").found());
  }

  @Test
  void waitsForWhatWasNotAskedForLong() {
    stand.known("acme");
    stand.clock.advance(REFRESH.multipliedBy(10));
    TenantRecord after = stand.putSilently("acme", Lifecycle.SUSPENDED);
    Answer answer = stand.find("acme");
    assertFalse(answer.isSettled());
    stand.work();
    assertEquals(Optional.of(after), answer.found());
  }

  @Test
  void remembersForAWhileThatNobodyHasAName() {
    stand.unknown("nobody");
    assertEquals(Optional.empty(), stand.find("nobody").found());
    assertEquals(1, stand.reads());
    stand.clock.advance(Duration.ofSeconds(5));
    stand.find("nobody");
    stand.work();
    assertEquals(2, stand.reads());
  }

  @Test
  void aNamespaceJustMadeIsKnownAtOnce() {
    stand.unknown("acme");
    TenantRecord acme = stand.put("acme", Lifecycle.ACTIVE);
    Answer answer = stand.find("acme");
    stand.work();
    assertEquals(Optional.of(acme), answer.found());
  }

  @Test
  void whatWasReadBeforeAChangeIsGivenToNobody() {
    stand.put("acme", Lifecycle.ACTIVE);
    Answer early = stand.find("acme");
    stand.readThen(() -> stand.put("acme", Lifecycle.SUSPENDED));
    stand.work();
    assertEquals(Lifecycle.SUSPENDED, early.found().orElseThrow().state());
    assertEquals(Lifecycle.SUSPENDED, stand.find("acme").found().orElseThrow().state());
    assertEquals(2, stand.reads());
  }

  @Test
  void aRefreshThatBeganBeforeAChangeChangesNothing() {
    stand.known("acme");
    stand.clock.advance(REFRESH);
    stand.find("acme");
    stand.readThen(() -> stand.remove("acme"));
    stand.work();
    Answer answer = stand.find("acme");
    stand.work();
    assertEquals(Optional.empty(), answer.found());
  }

  @Test
  void aNameReadAsNobodysBeforeItWasTakenStaysNotUnknown() {
    Answer early = stand.find("acme");
    stand.readThen(() -> stand.put("acme", Lifecycle.ACTIVE));
    stand.work();
    assertTrue(early.found().isPresent());
    assertTrue(stand.find("acme").found().isPresent());
  }

  @Test
  void servesKnownTenantsWhileTheRegistryCannotBeRead() {
    TenantRecord acme = stand.known("acme");
    stand.fail();
    stand.clock.advance(REFRESH);
    for (Duration gone = Duration.ZERO;
        gone.compareTo(LookupStand.STALE_FOR) < 0;
        gone = gone.plus(SECOND)) {
      assertEquals(Optional.of(acme), stand.find("acme").found());
      stand.work();
      stand.clock.advance(SECOND);
    }
    assertDown(stand.find("acme"));
  }

  @Test
  void servesTenantsThatWereNotAskedForLongWhileTheRegistryCannotBeRead() {
    TenantRecord acme = stand.known("acme");
    stand.clock.advance(Duration.ofHours(30));
    stand.fail();
    Answer first = stand.find("acme");
    stand.work();
    assertEquals(Optional.of(acme), first.found());
    stand.clock.advance(LookupStand.STALE_FOR.minus(SECOND));
    assertEquals(Optional.of(acme), stand.find("acme").found());
    stand.clock.advance(SECOND);
    assertDown(stand.find("acme"));
  }

  @Test
  void refusesUnknownNamesAtOnceWhileTheRegistryCannotBeRead() {
    stand.fail();
    Answer first = stand.find("nobody");
    stand.work();
    assertDown(first);
    assertDown(stand.find("nobody"));
    assertDown(stand.find("other"));
    assertEquals(1, stand.reads());
  }

  @Test
  void aNameIsNotUnknownForLongerBecauseTheRegistryCannotBeRead() {
    stand.unknown("nobody");
    stand.fail();
    assertEquals(Optional.empty(), stand.find("nobody").found());
    stand.clock.advance(Duration.ofSeconds(5));
    Answer late = stand.find("nobody");
    stand.work();
    assertDown(late);
  }

  @Test
  void asksOneQuestionAtATimeAndMoreAndMoreSeldom() {
    for (int i = 0; i < 100; i++) {
      stand.known("tenant" + i);
    }
    stand.fail();
    stand.clock.advance(REFRESH);
    int before = stand.reads();
    for (int step = 0; step < 600; step++) {
      for (int i = 0; i < 100; i++) {
        assertTrue(stand.find("tenant" + i).found().isPresent());
      }
      assertTrue(step == 0 || stand.waiting() <= 1, () -> stand.waiting() + " at once");
      stand.work();
      stand.clock.advance(Duration.ofMillis(100));
    }
    int asked = stand.reads() - before;
    assertTrue(asked >= 10 && asked <= 20, () -> asked + " questions in a minute");
  }

  @Test
  void looksEverythingUpAgainWhenTheRegistryIsBack() {
    stand.known("acme");
    stand.known("other");
    stand.fail();
    stand.clock.advance(REFRESH);
    stand.find("acme");
    stand.work();
    TenantRecord after = stand.putSilently("acme", Lifecycle.SUSPENDED);
    stand.recover();
    stand.clock.advance(Duration.ofSeconds(5));
    stand.find("other");
    stand.work();
    assertTrue(stand.directory.unreadable().isEmpty());
    stand.find("acme");
    stand.work();
    assertEquals(Optional.of(after), stand.find("acme").found());
  }

  @Test
  void aRegistryThatHangsHoldsNobodyUp() {
    TenantRecord acme = stand.known("acme");
    stand.clock.advance(REFRESH);
    assertEquals(Optional.of(acme), stand.find("acme").found());
    stand.clock.advance(LookupStand.ANSWER_WITHIN);
    assertEquals(Optional.of(acme), stand.find("acme").found());
    assertTrue(stand.directory.unreadable().isPresent());
    assertDown(stand.find("nobody"));
    stand.clock.advance(Duration.ofMinutes(1));
    assertDown(stand.find("nobody"));
    assertEquals(1, stand.waiting());
    stand.work();
    assertTrue(stand.directory.unreadable().isEmpty());
  }

  @Test
  void whoAsksWhenTheRegistryIsJustBackWaitsForWhatItSays() {
    TenantRecord acme = stand.known("acme");
    stand.fail();
    stand.clock.advance(REFRESH);
    stand.find("acme");
    stand.work();
    stand.recover();
    stand.clock.advance(LookupStand.STALE_FOR);
    List<Answer> answers = new ArrayList<>();
    stand.answerThen(
        () -> {
          stand.clock.advance(LookupStand.ANSWER_WITHIN);
          answers.add(stand.find("acme"));
        });
    assertDown(stand.find("acme"));
    stand.work();
    assertEquals(Optional.of(acme), answers.getFirst().found());
  }

  @Test
  void whoWaitsForARegistryThatHangsIsToldInTime() {
    var hasty = new LookupStand(Duration.ofMillis(1));
    Answer answer = hasty.find("nobody");
    hasty.await(answer);
    assertDown(answer);
    assertTrue(hasty.directory.unreadable().isPresent());
  }

  @Test
  void whatWasSuspendedStaysSoWithoutTheRegistry() {
    stand.known("acme");
    stand.put("acme", Lifecycle.SUSPENDED);
    stand.fail();
    Answer answer = stand.find("acme");
    stand.work();
    assertDown(answer);
    assertDown(stand.find("acme"));
  }

  @Test
  void aChangeIsWorthAQuestionAtOnce() {
    stand.known("acme");
    stand.fail();
    stand.clock.advance(REFRESH);
    stand.find("acme");
    stand.work();
    stand.recover();
    TenantRecord after = stand.put("acme", Lifecycle.SUSPENDED);
    Answer answer = stand.find("acme");
    stand.work();
    assertEquals(Optional.of(after), answer.found());
  }

  @Test
  void tellsTheLatestOfANamespaceThatWasChanged() throws Exception {
    TenantRecord acme = stand.put("acme", Lifecycle.ACTIVE);
    var latest = stand.directory.latest(new Namespace("acme"), Duration.ofMinutes(1));
    stand.readThen(() -> stand.put("acme", Lifecycle.SUSPENDED));
    stand.work();
    assertEquals(acme.id(), latest.get(1, TimeUnit.MINUTES).orElseThrow().id());
    assertEquals(Lifecycle.SUSPENDED, latest.get().orElseThrow().state());
  }

  @Test
  void saysWhereTheLatestCannotBeTold() {
    stand.fail();
    var latest = stand.directory.latest(new Namespace("acme"), Duration.ofMinutes(1));
    stand.work();
    assertInstanceOf(
        IllegalStateException.class,
        assertThrows(ExecutionException.class, latest::get).getCause());
  }

  @Test
  void madeUpNamesPushOutNoTenant() {
    TenantRecord acme = stand.known("acme");
    for (int i = 0; i < 50_000; i++) {
      stand.find("made-up-" + i);
      if (i % 500 == 0) {
        stand.work();
      }
    }
    stand.work();
    assertEquals(Optional.of(acme), stand.find("acme").found());
    assertTrue(stand.directory.unknownBytes() <= LookupStand.UNKNOWN_BYTES_MAX);
  }

  @Test
  void tenantsAreBoundedByWhatTheyWeigh() {
    for (int i = 0; i < 5_000; i++) {
      stand.known("tenant-with-quite-a-long-name-" + i);
    }
    assertTrue(stand.directory.knownBytes() <= LookupStand.BYTES_MAX);
    assertTrue(stand.directory.knownCount() < LookupStand.BYTES_MAX / 768);
    assertTrue(stand.directory.knownCount() > LookupStand.BYTES_MAX / 1024);
  }

  @Test
  void whatFindsNoThreadIsRefusedAtOnce() {
    stand.rejectEverything();
    assertDown(stand.find("acme"));
    assertTrue(stand.directory.unreadable().isEmpty());
  }

  @Test
  void saysSinceWhenAndForHowLong() {
    assertEquals(Duration.ZERO, stand.directory.unreadableFor());
    stand.fail();
    var since = stand.clock.instant();
    stand.find("acme");
    stand.work();
    stand.clock.advance(Duration.ofMinutes(3));
    var unreadable = stand.directory.unreadable().orElseThrow();
    assertEquals(since, unreadable.since());
    assertEquals(since.plus(LookupStand.STALE_FOR), unreadable.servedUntil());
    assertTrue(unreadable.isServed());
    assertEquals(Duration.ofMinutes(3), stand.directory.unreadableFor());
    stand.clock.advance(LookupStand.STALE_FOR);
    assertFalse(stand.directory.unreadable().orElseThrow().isServed());
  }

  @Test
  void countsHowLookUpsEnd() {
    stand.known("acme");
    stand.find("acme");
    stand.clock.advance(REFRESH);
    stand.fail();
    stand.find("acme");
    stand.work();
    stand.find("acme");
    stand.find("nobody");
    LookupCounts counts = stand.directory.counts();
    assertEquals(1, counts.misses());
    assertEquals(2, counts.hits());
    assertEquals(1, counts.staleAnswers());
    assertEquals(1, counts.failures());
  }

  private static void assertDown(Answer answer) {
    DirectoryDown down = assertInstanceOf(DirectoryDown.class, answer.refusal());
    assertTrue(down.retryAfter().compareTo(SECOND) >= 0);
    assertEquals(503, Rescue.answerTo(down).status());
  }
}
