package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.sqld.SqldLocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code gatehouse doctor} on sqlds as people run them. */
class DoctorIT {
  @TempDir private Path folder;

  @Test
  void findsNothingWrongWithTheSqldOfGatehouse() throws Exception {
    try (var doctor = doctor()) {
      JsonNode findings = JsonCalls.JSON.readTree(doctor.firstLine());

      assertEquals(0, doctor.exitCode(), findings::toPrettyString);
      assertEquals("OK", severityOf("namespaces", findings));
      assertEquals("OK", severityOf("file-functions", findings));
    }
  }

  @Test
  void saysThatNamespacesAreNotEnabled() throws Exception {
    int http = freePort();
    int admin = freePort();
    Process sqld = sqldWithoutNamespaces(http, admin);
    try (var doctor =
        doctor("--url", "http://127.0.0.1:" + http, "--admin-url", "http://127.0.0.1:" + admin)) {
      JsonNode findings = JsonCalls.JSON.readTree(doctor.firstLine());

      assertEquals(1, doctor.exitCode());
      assertEquals("FAILED", severityOf("namespaces", findings), findings::toPrettyString);
      assertTrue(findings.toString().contains("--enable-namespaces"));
    } finally {
      sqld.destroyForcibly();
    }
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    String nobody = "http://127.0.0.1:" + freePort();

    try (var doctor = doctor("--url", nobody, "--admin-url", nobody)) {
      JsonNode findings = JsonCalls.JSON.readTree(doctor.firstLine());

      assertEquals(1, doctor.exitCode());
      assertEquals("UNKNOWN", severityOf("reachable", findings));
    }
  }

  private GatehouseProcess doctor(String... options) throws IOException {
    var command = new ArrayList<>(List.of("doctor", "--json"));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    command.addAll(List.of(options));
    return GatehouseProcess.run(command.toArray(String[]::new));
  }

  private Process sqldWithoutNamespaces(int http, int admin) throws Exception {
    Path binary = new SqldLocator(SourceTree.ROOT.resolve("tools/sqld"), progress -> {}).locate();
    Process sqld =
        new ProcessBuilder(
                binary.toString(),
                "--no-welcome",
                "-d",
                folder.resolve("sqld").toString(),
                "--http-listen-addr",
                "127.0.0.1:" + http,
                "--admin-listen-addr",
                "127.0.0.1:" + admin)
            .redirectErrorStream(true)
            .start();
    var output = sqld.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("initializing prometheus metrics")) {
        Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
        return sqld;
      }
    }
    throw new AssertionError("sqld ended");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String severityOf(String name, JsonNode findings) {
    for (JsonNode finding : findings) {
      if (finding.path("name").asString().equals(name)) {
        return finding.path("severity").asString();
      }
    }
    return "nothing is said of it";
  }
}
