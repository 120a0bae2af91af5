package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gatehouse serve} before an sqld that stops answering for a while. */
class InspectionIT {
  @TempDir private Path folder;

  private static void signal(String signal, List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      String pid = Long.toString(process.pid());
      assertEquals(0, new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor());
    }
  }

  private static List<ProcessHandle> sqldsOf(GatehouseProcess serve) {
    return serve.descendants().stream()
        .filter(p -> p.info().command().filter(c -> c.contains("sqld")).isPresent())
        .toList();
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void servesNobodyUntilItIsProvenAgain() throws Exception {
    try (var serve = serve();
        var calls = new JsonCalls()) {
      String ready = serve.lineWith(" ready ");
      String url = ReloadIT.address("public", ready);
      String admin = ReloadIT.address("admin", ready) + "/v1/namespaces";
      String key = Files.readString(folder.resolve("data/keys/admin.key")).strip();
      assertEquals(201, calls.post(admin, key, Map.of("name", "acme")).status());
      var minted = calls.post(admin + "/acme/tokens", key, Map.of("access", "rw"));
      String token = minted.body().path("token").asString();
      assertEquals(200, calls.query(url, token, "select 1").status());

      List<ProcessHandle> sqlds = sqldsOf(serve);
      assertFalse(sqlds.isEmpty());
      signal("-STOP", sqlds);
      try {
        assertTrue(serve.lineWith("not serving, as").contains("not proven"));
        var refused = calls.query(url, token, "select 1");
        while (refused.status() != 503) {
          refused = calls.query(url, token, "select 1");
        }
        assertEquals("NOT_SERVING", refused.body().path("code").asString());
      } finally {
        signal("-CONT", sqlds);
      }

      assertFalse(serve.lineWith("sqld is proven").isEmpty());
      while (calls.query(url, token, "select 1").status() != 200) {
        Thread.onSpinWait();
      }
    }
  }

  private GatehouseProcess serve() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("gatehouse.yaml"),
            """
            data: '%s'
            listen: {public: '127.0.0.1:0', admin: '127.0.0.1:0', ops: '127.0.0.1:0'}
            sqld: {inspectEvery: 1s}
            timeouts: {responseHead: 2s}
            """
                .formatted(folder.resolve("data")));
    return GatehouseProcess.run("serve", "--config", file.toString());
  }
}
