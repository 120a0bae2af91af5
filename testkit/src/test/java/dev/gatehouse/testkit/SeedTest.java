package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SeedTest {
  @Test
  void givesOneNameTheSameNumbersAgain() {
    assertEquals(Seed.random("a").nextLong(), Seed.random("a").nextLong());
  }

  @Test
  void givesAnotherNameOtherNumbers() {
    assertNotEquals(Seed.random("a").nextLong(), Seed.random("b").nextLong());
  }
}
