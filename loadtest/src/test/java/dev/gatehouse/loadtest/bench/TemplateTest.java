package dev.gatehouse.loadtest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void fillsEachPlaceOnceAndLeavesTheRest() {
    assertEquals(
        "listen 80; $host ${b}",
        Template.fill("listen ${a}; $host ${c}", Map.of("a", 80, "c", "${b}")));
  }

  @Test
  void refusesAPlaceWithoutValue() {
    assertThrows(IllegalArgumentException.class, () -> Template.fill("${a}", Map.of()));
  }
}
