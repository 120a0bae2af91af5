package dev.gatehouse.loadtest.gatling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HotPathSimulationIT {
  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void leavesAReportInWhichNothingFailed() throws IOException {
    Path report = folder.resolve("report");

    int exit =
        Main.command()
            .execute("hot-path", "--seconds", "2", "--users", "20", "--report", report.toString());

    assertTrue(exit == 0 || exit == 1, () -> "exit code " + exit);
    assertTrue(Files.exists(report.resolve("index.html")));
    JsonNode findings = JsonMapper.shared().readTree(report.resolve("findings.json").toFile());
    assertTrue(findings.path("checks").size() >= 4, findings::toString);
    // How fast it was says how busy the machine is, and is not judged here.
    List<String> failed =
        findings
            .path("checks")
            .valueStream()
            .filter(check -> !check.path("holds").asBoolean())
            .map(check -> check.path("claim").asString())
            .filter(claim -> !claim.startsWith("p99"))
            .toList();
    assertEquals(List.of(), failed, findings::toString);
  }
}
