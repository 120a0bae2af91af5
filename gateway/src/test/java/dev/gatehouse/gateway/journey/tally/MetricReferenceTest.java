package dev.gatehouse.gateway.journey.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MetricReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  @Test
  void saysWhatTheCatalogueSays() throws IOException {
    if ("write".equals(System.getProperty("metric.reference"))) {
      Files.writeString(PAGE, MetricReference.render());
    }
    String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";

    assertEquals(
        MetricReference.render(),
        page,
        "docs/metrics.md is stale. Write it anew: " + MetricReference.COMMAND);
  }
}
