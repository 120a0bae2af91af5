package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code gatehouse dev} says when it cannot do its work: one sentence and a code. */
class DevCannotStartIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--admin-port", "--ops-port"})
  void whereAPortIsTaken(String option) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> ports = new HashMap<>();
      ports.put("--port", "0");
      ports.put("--admin-port", "0");
      ports.put("--ops-port", "0");
      ports.put(option, String.valueOf(taken.getLocalPort()));
      List<String> command = new ArrayList<>(List.of("dev", "--data", data()));
      ports.forEach((name, port) -> command.addAll(List.of(name, port)));

      try (var dev = GatehouseProcess.run(command.toArray(String[]::new))) {
        failsWith(dev, "127.0.0.1:" + taken.getLocalPort(), "the port is in use");
      }
    }
  }

  @Test
  void whereTheFolderCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    try (var dev = GatehouseProcess.dev(file.resolve("data"))) {
      failsWith(dev, "cannot write to the data folder");
    }
  }

  @Test
  void whereNpmIsMissing() throws Exception {
    Path home = folder.resolve("home");
    Path tools = Files.createDirectories(home.resolve("tools/sqld"));
    for (String name : new String[] {"package.json", "package-lock.json"}) {
      Files.copy(SourceTree.ROOT.resolve("tools/sqld").resolve(name), tools.resolve(name));
    }
    Map<String, String> environment = Map.of("PATH", folder.toString(), "SQLD_BIN", "");

    try (var dev =
        GatehouseProcess.run(
            home,
            environment,
            "dev",
            "--port",
            "0",
            "--admin-port",
            "0",
            "--ops-port",
            "0",
            "--data",
            data())) {
      failsWith(dev, "npm");
    }
  }

  @Test
  void whereSqldDoesNotRun() throws Exception {
    try (var dev =
        GatehouseProcess.run(
            SourceTree.ROOT,
            Map.of("SQLD_BIN", "/bin/false"),
            "dev",
            "--port",
            "0",
            "--admin-port",
            "0",
            "--ops-port",
            "0",
            "--data",
            data())) {
      failsWith(dev, "/bin/false");
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static void failsWith(GatehouseProcess dev, String... parts)
      throws IOException, InterruptedException {
    assertEquals(1, dev.exitCode());
    String last = dev.errors().strip().lines().reduce("", (before, line) -> line);
    assertTrue(last.startsWith("gatehouse: "), dev.errors());
    for (String part : parts) {
      assertTrue(last.contains(part), dev.errors());
    }
    assertTrue(!dev.errors().contains("\tat "), dev.errors());
  }
}
