package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SqldExtension.class)
class LibsqlClientIT {
  private static final File CLIENTS = new File("../clients");
  private static final String ALL_PASS =
      """
      ok statements
      ok batch
      ok transactions
      ok script
      ok errors
      ok large
      """;

  @Test
  void theWebSocketClientCannotTellGatehouseFromSqld(RunningSqld sqld) throws Exception {
    if (!new File(CLIENTS, "node_modules").exists()) {
      assertEquals(0, run(Map.of(), "npm", "ci", "--ignore-scripts").status());
    }
    try (GatewayStand gateway = new GatewayStand(sqld.http(), sqld.tokenKey())) {
      sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
      assertEquals(ALL_PASS, runClient(gateway.url(), gateway.token("a", Access.READ_WRITE)));
    }
  }

  private static String runClient(URI url, String token) throws Exception {
    String webSocket = url.toString().replace("http://", "ws://");
    return run(
            Map.of("LIBSQL_URL", webSocket, "LIBSQL_TOKEN", token), "node", "libsql-websocket.mjs")
        .output();
  }

  private record Result(int status, String output) {}

  private static Result run(Map<String, String> environment, String... command) throws Exception {
    var builder = new ProcessBuilder(command).directory(CLIENTS).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
