package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private final ManualClock clock = new ManualClock(Instant.EPOCH);

  @Test
  void standsStillUntilItIsMoved() {
    assertEquals(Instant.EPOCH, clock.instant());
    clock.advance(Duration.ofSeconds(3));
    assertEquals(Instant.ofEpochSecond(3), clock.instant());
    assertEquals(3_000_000_000L, clock.nanos());
  }

  @Test
  void movesTogetherWithItsCopiesInOtherZones() {
    var copy = clock.withZone(ZoneId.of("Europe/Vienna"));
    clock.advance(Duration.ofMillis(5));
    assertEquals(clock.instant(), copy.instant());
  }

  @Test
  void doesNotGoBack() {
    assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofNanos(-1)));
  }
}
