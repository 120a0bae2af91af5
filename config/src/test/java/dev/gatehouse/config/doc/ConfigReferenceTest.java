package dev.gatehouse.config.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConfigReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "config.md");

  @Test
  void saysWhatTheRecordsSay() throws IOException {
    if ("write".equals(System.getProperty("config.reference"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, ConfigReference.render());
    }
    String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";

    assertEquals(
        ConfigReference.render(),
        page,
        "docs/config.md is stale. Write it anew: " + ConfigReference.COMMAND);
  }
}
