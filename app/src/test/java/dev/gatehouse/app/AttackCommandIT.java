package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code gatehouse doctor --attack} against a {@code dev} that runs. */
class AttackCommandIT {
  @TempDir private static Path data;

  @Test
  @Timeout(300)
  void findsNoLeakAndLeavesNoNamespaceBehind() throws Exception {
    try (var dev = GatehouseProcess.dev(data)) {
      String url = JsonCalls.JSON.readTree(dev.firstLine()).path("url").asString();
      try (var doctor =
          GatehouseProcess.run("doctor", "--attack", url, "--json", "--data", data.toString())) {
        String line = doctor.firstLine();
        assertFalse(line.isEmpty(), doctor.errors());
        JsonNode run = JsonCalls.JSON.readTree(line);

        assertEquals("[]", run.path("leaks").toString());
        assertTrue(run.path("untouched").asBoolean());
        assertTrue(run.path("attacks").asInt() > 80, line);
        assertEquals(0, doctor.exitCode());
      }
      try (var list =
          GatehouseProcess.run("namespace", "list", "--json", "--data", data.toString())) {
        JsonNode left = JsonCalls.JSON.readTree(list.firstLine());
        assertEquals(1, left.size(), left.toString());
        assertEquals("demo", left.path(0).path("name").asString());
      }
    }
  }

  @Test
  void wantsAllTokensOrNone() throws Exception {
    var environment = Map.of("GATEHOUSE_VICTIM_TOKEN", "x");
    try (var doctor =
        GatehouseProcess.run(
            SourceTree.ROOT, environment, "doctor", "--attack", "http://127.0.0.1:1")) {
      assertEquals(2, doctor.exitCode());
      assertTrue(doctor.errors().contains("GATEHOUSE_ATTACKER_TOKEN"), doctor.errors());
    }
  }
}
