package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code gatehouse doctor --attack} against a {@code dev} that runs. */
class AttackCommandIT {
  private static final Duration WHOLE_TABLE = Duration.ofMinutes(6);

  @TempDir private static Path data;

  @Test
  @Timeout(600)
  void findsNoLeakAndLeavesNoNamespaceBehind() throws Exception {
    try (var dev = GatehouseProcess.dev(data)) {
      String url = JsonCalls.JSON.readTree(dev.firstLine()).path("url").asString();
      try (var doctor =
          GatehouseProcess.run("doctor", "--attack", url, "--json", "--data", data.toString())) {
        String line = doctor.firstLine(WHOLE_TABLE);
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
  @Timeout(600)
  void saysWhatComesThroughWithTokensThatItIsGiven(@TempDir Path folder) throws Exception {
    var certificate = SelfMadeCertificate.in(folder);
    String attacker = token("attacker", "rw");
    String reader = token("attacker", "ro");
    String victim = token("victim", "rw");
    try (var server = ShowsEverything.on(certificate.sockets())) {
      var environment =
          Map.of(
              "GATEHOUSE_ATTACKER_TOKEN",
              attacker,
              "GATEHOUSE_ATTACKER_READONLY_TOKEN_FILE",
              Files.writeString(folder.resolve("reader"), reader + "\n").toString(),
              "GATEHOUSE_VICTIM_TOKEN_FILE",
              Files.writeString(folder.resolve("victim"), victim).toString());
      try (var doctor =
          GatehouseProcess.run(
              SourceTree.ROOT,
              environment,
              "doctor",
              "--attack",
              server.url().toString(),
              "--ca",
              certificate.writeTo(folder.resolve("ca.pem")).toString(),
              "--json")) {
        String line = doctor.firstLine(WHOLE_TABLE);
        assertFalse(line.isEmpty(), doctor.errors());
        JsonNode run = JsonCalls.JSON.readTree(line);

        Set<String> rules = new HashSet<>();
        run.path("leaks").forEach(leak -> rules.add(leak.path("rule").asString()));
        Set<String> expected =
            Set.of("SELECTORS_AGREE", "ROUTES", "FRAMING", "SEALED_HANDLES", "SQL_GUARD");
        assertTrue(rules.containsAll(expected), rules::toString);
        assertFalse(line.contains(victim), "a token is in the report");
        assertEquals(1, doctor.exitCode());
      }
    }
  }

  @Test
  void believesNoCertificateThatItWasNotTold(@TempDir Path folder) throws Exception {
    var certificate = SelfMadeCertificate.in(folder);
    String attacker = token("attacker", "rw");
    String victim = token("victim", "rw");
    var environment =
        Map.of(
            "GATEHOUSE_ATTACKER_TOKEN",
            attacker,
            "GATEHOUSE_ATTACKER_READONLY_TOKEN",
            attacker,
            "GATEHOUSE_VICTIM_TOKEN",
            victim);
    try (var server = ShowsEverything.on(certificate.sockets());
        var doctor =
            GatehouseProcess.run(
                SourceTree.ROOT, environment, "doctor", "--attack", server.url().toString())) {
      assertEquals(1, doctor.exitCode());
      assertTrue(doctor.errors().contains("does not serve the two databases"), doctor.errors());
    }
  }

  private static String token(String namespace, String access) {
    String claims = "{\"namespace\":\"" + namespace + "\",\"a\":\"" + access + "\"}";
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
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
