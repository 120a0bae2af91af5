package dev.gatehouse.loadtest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.loadtest.bench.Contrast.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContrastTest {
  private static final List<Sample> SAMPLES =
      List.of(
          sample("a", 0, 100, 1000),
          sample("b", 0, 500, 1250),
          sample("b", 1, 600, 900),
          sample("a", 1, 200, 1000));

  private static Sample sample(String target, int round, double perSecond, double p50) {
    return new Sample(target, round, perSecond, p50, 2 * p50, 0, Map.of("p", 10.0));
  }

  @Test
  void comparesWithinTheSameRound() {
    var contrast = new Contrast("b", "a", Measure.RATE, Kind.RATIO, "");
    assertEquals(List.of(5.0, 3.0), contrast.perRound(SAMPLES));
  }

  @Test
  void tellsWhatIsAddedInMilliseconds() {
    var contrast = new Contrast("b", "a", Measure.P50, Kind.ADDED, "");
    assertEquals(List.of(0.25, -0.1), contrast.perRound(SAMPLES));
  }

  @Test
  void theSpreadIsMedianLeastAndMost() {
    assertEquals("2.00 (1.00..9.00)", Spread.of(List.of(9.0, 1.0, 2.0)).toString());
    assertEquals("1.50 (1.00..2.00)", Spread.of(List.of(2.0, 1.0)).toString());
  }
}
