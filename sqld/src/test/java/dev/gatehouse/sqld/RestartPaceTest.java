package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPaceTest {
  private final RestartPace pace =
      new RestartPace(Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofSeconds(30));

  @Test
  void doublesThePauseWithEveryDeath() {
    assertEquals(Duration.ofMillis(20), pace.after(1));
    assertEquals(Duration.ofMillis(40), pace.after(2));
    assertEquals(Duration.ofMillis(160), pace.after(4));
  }

  @Test
  void neverWaitsLongerThanTheLongestPause() {
    assertEquals(Duration.ofSeconds(5), pace.after(9));
    assertEquals(Duration.ofSeconds(5), pace.after(Integer.MAX_VALUE));
  }
}
