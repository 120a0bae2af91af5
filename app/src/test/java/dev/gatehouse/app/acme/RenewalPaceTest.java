package dev.gatehouse.app.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalPaceTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  private final RenewalPace pace = new RenewalPace(new Random());

  @RepeatedTest(20)
  void renewsWhenAThirdIsLeftAndATenthOfThatEarlierAtMost() {
    Instant at = pace.renewAt(FROM, FROM.plus(Duration.ofDays(90)));

    assertTrue(!at.isAfter(FROM.plus(Duration.ofDays(60))), at::toString);
    assertTrue(!at.isBefore(FROM.plus(Duration.ofDays(57))), at::toString);
  }

  @Test
  void renewsACertificateWithoutALifeAtOnce() {
    assertEquals(FROM, pace.renewAt(FROM, FROM));
  }

  @ParameterizedTest
  @CsvSource({"1, PT2M", "2, PT8M", "3, PT32M", "4, PT2H8M", "5, PT8H32M", "6, PT12H", "99, PT12H"})
  void waitsLongerAfterEachFailure(int failures, Duration least) {
    Duration pause = pace.pauseAfter(failures);

    assertTrue(pause.compareTo(least) >= 0, pause::toString);
    assertTrue(pause.compareTo(least.multipliedBy(6).dividedBy(5)) <= 0, pause::toString);
  }

  @Test
  void waitsAsLongAsItIsToldButNotForever() {
    Instant tomorrow = FROM.plus(Duration.ofDays(1));

    assertEquals(tomorrow, pace.bounded(FROM, tomorrow));
    assertEquals(
        FROM.plus(Duration.ofDays(7)), pace.bounded(FROM, FROM.plus(Duration.ofDays(36_500))));
  }

  /** The limit of Let's Encrypt for one name. */
  @Test
  void failsLessThanFiveTimesInAnHour() {
    Duration passed = Duration.ZERO;
    int attempts = 1;
    while (passed.plus(pace.pauseAfter(attempts)).compareTo(Duration.ofHours(1)) < 0) {
      passed = passed.plus(pace.pauseAfter(attempts));
      attempts++;
    }
    assertTrue(attempts < 5, "attempts: " + attempts);
  }
}
