package dev.gatehouse.loadtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void measuresInTurns() throws Exception {
    List<String> order = new ArrayList<>();
    var rounds =
        Rounds.of(
            "figure",
            3,
            () -> {
              order.add("a");
              return 10;
            },
            () -> {
              order.add("b");
              return 9 + order.size();
            });
    assertEquals(List.of("a", "b", "b", "a", "a", "b"), order);
    assertArrayEquals(new double[] {1.1, 1.2, 1.5}, rounds.ratios(), 1e-9);
    assertEquals(1.2, rounds.medianRatio(), 1e-9);
  }
}
