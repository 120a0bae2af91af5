package dev.gatehouse.app.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

@Isolated
class LogSetupTest {
  private final PrintStream before = System.out;

  @AfterEach
  void quietAgain() {
    System.setOut(before);
    LogSetup.quiet();
  }

  @Test
  void writesOneJsonObjectALine() {
    var output = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));

    LogSetup.toOutput(true, "INFO");
    log().atInfo().addKeyValue("tenant", "shop").log("created {}", 1);
    log().debug("nothing of this");

    var line = JsonMapper.shared().readTree(output.toString(StandardCharsets.UTF_8));
    assertEquals("created 1", line.path("message").asString());
    assertEquals("INFO", line.path("level").asString());
    assertEquals("shop", line.path("tenant").asString());
  }

  @Test
  void writesAFileForWorkAtADesk(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("log/gatehouse.log");

    LogSetup.toFile(file);
    log().atInfo().addKeyValue("tenant", "shop").log("created");

    assertTrue(Files.readString(file).contains("INFO  LogSetupTest created tenant=\"shop\""));
    assertFalse(Files.readString(file).contains("DEBUG"));
  }

  private static Logger log() {
    return LoggerFactory.getLogger(LogSetupTest.class);
  }
}
