package dev.gatehouse.loadtest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.loadtest.bench.Comparison.Result;
import dev.gatehouse.loadtest.bench.Contrast.Kind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static final Result RESULT =
      new Result(
          new Comparison(
              "F9",
              "one against the other",
              List.of(target("one"), target("other")),
              List.of(new Contrast("one", "other", Measure.RATE, Kind.RATIO, "goal: at least 2")),
              List.of("a note")),
          List.of(
              new Sample("one", 0, 3000, 1500, 9000, 0, Map.of("p", 20.0)),
              new Sample("other", 0, 1000, 4000, 9000, 0, Map.of("p", 60.0))));

  private static Target target(String name) {
    return new Target(name, URI.create("http://127.0.0.1:1"), Map.of("a", "secret"), List.of());
  }

  @Test
  void theTableHasARowForEachTargetAndEachContrast() {
    String table = Report.of(RESULT);
    assertTrue(table.contains("3,000 (3,000..3,000)      1.50      9.00   p 20.0"), table);
    assertTrue(table.contains("requests/s: one / other"), table);
    assertTrue(table.contains("3.00 (3.00..3.00)      goal: at least 2"), table);
    assertTrue(table.contains("- a note"), table);
  }

  @Test
  void theJsonHoldsEverySampleAndRatioAndNoToken() {
    var machine = new Machine(2, "model", 0.1, Map.of());
    String json =
        JsonReport.of(machine, Options.parse(), List.of(RESULT), Optional.empty()).toJson();
    JsonNode figure = JsonMapper.shared().readTree(json).get("figures").get(0);
    assertEquals(2, figure.get("samples").size());
    assertEquals(3.0, figure.get("contrasts").get(0).get("spread").get("median").asDouble());
    assertTrue(!json.contains("secret"), json);
  }
}
