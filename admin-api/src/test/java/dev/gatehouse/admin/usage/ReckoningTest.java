package dev.gatehouse.admin.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.registry.Reckoning;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReckoningTest {
  private static Reckoning counted(long counted, Reckoning before) {
    return new Reckoning(counted, before.base(), before.last(), before.candidate(), before.extra());
  }

  private static Reckoning fresh() {
    return new Reckoning(0, OptionalLong.of(0), 0, 0, 0);
  }

  @Test
  void anAnswerThatIsCountedLateCountsOnce() {
    Reckoning seen = fresh().seen(10, 0);
    assertFalse(seen.isSettled());
    seen = counted(10, seen).seen(10, 0);
    assertEquals(0, seen.extra());
    assertTrue(seen.isSettled());
  }

  @Test
  void aSumThatShrinksOrStandsStillTakesNothingBack() {
    Reckoning seen = fresh().seen(10, 0).seen(10, 0);
    assertEquals(10, seen.extra());
    seen = counted(500, seen).seen(10, 0);
    assertEquals(10, seen.extra());
    seen = fresh().seen(100, 0).seen(100, 0).seen(90, 0).seen(95, 0).seen(95, 0);
    assertEquals(105, seen.extra());
  }

  @Test
  void whatWasBeforeTheCountingDoesNotCount() {
    Reckoning seen = new Reckoning(3, OptionalLong.empty(), 0, 0, 0).seen(1_000, 2);
    assertEquals(OptionalLong.of(995), seen.base());
    seen = counted(5, seen).seen(1_007, 0).seen(1_007, 0);
    assertEquals(7, seen.extra());
  }
}
