package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is left when {@code gatehouse dev} ends, however it ends. */
class DevEndsIT {
  private static final long END_SECONDS = 20;
  private static final int BY_SIGTERM = 143;

  @TempDir private Path data;

  @Test
  void leavesNoSqldAfterSigterm() throws Exception {
    try (var dev = GatehouseProcess.dev(data)) {
      dev.firstLine();
      List<ProcessHandle> children = dev.descendants();

      dev.terminate();

      assertFalse(children.isEmpty());
      assertEquals(BY_SIGTERM, dev.exitCode());
      awaitEndOf(children);
      assertFalse(Files.exists(data.resolve("dev.json")));
    }
  }

  @Test
  void leavesNoSqldAfterItIsKilled() throws Exception {
    try (var dev = GatehouseProcess.dev(data)) {
      dev.firstLine();
      List<ProcessHandle> children = dev.descendants();

      dev.kill();

      assertFalse(children.isEmpty());
      awaitEndOf(children);
    }
  }

  @Test
  void keepsItsDataForTheNextOne() throws Exception {
    try (var first = GatehouseProcess.dev(data);
        var calls = new JsonCalls()) {
      JsonNode running = JsonCalls.JSON.readTree(first.firstLine());
      calls.query(
          running.path("url").asString(),
          running.path("token").asString(),
          "create table kept as select 'kept' as x");
      first.kill();
      first.exitCode();
    }

    try (var second = GatehouseProcess.dev(data);
        var calls = new JsonCalls()) {
      JsonNode running = JsonCalls.JSON.readTree(second.firstLine());
      var answer =
          calls.query(
              running.path("url").asString(),
              running.path("token").asString(),
              "select x, (select count(*) from books) from kept");
      JsonNode row = answer.body().at("/results/0/response/result/rows/0");
      assertEquals("kept", row.at("/0/value").asString());
      assertEquals("4", row.at("/1/value").asString());
    }
  }

  @Test
  void tellsEveryoneWhoStillAsksThatItIsGone() throws Exception {
    try (var dev = GatehouseProcess.dev(data)) {
      dev.firstLine();
      Files.copy(data.resolve("dev.json"), data.resolve("copy"));
      dev.terminate();
      dev.exitCode();
      Files.move(data.resolve("copy"), data.resolve("dev.json"));
    }

    try (var list = GatehouseProcess.run("namespace", "list", "--data", data.toString())) {
      assertEquals(1, list.exitCode());
      assertTrue(list.errors().contains("is Gatehouse running?"), list.errors());
    }
  }

  private static void awaitEndOf(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
    }
  }
}
