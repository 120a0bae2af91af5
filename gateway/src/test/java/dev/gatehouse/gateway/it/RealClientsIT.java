package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.testkit.Repository;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The clients that people use, as they are published. */
@ExtendWith(SqldExtension.class)
class RealClientsIT {
  private static final Path CLIENTS = Repository.root().resolve("clients");
  private static final String LIBSQL =
      """
      ok statements
      ok batch
      ok transactions
      ok script
      ok errors
      ok large
      """;

  @TempDir private Path folder;

  private record Result(int status, String output) {}

  @BeforeAll
  @Timeout(180)
  static void fetchClients() throws Exception {
    if (!Files.exists(CLIENTS.resolve("node_modules/drizzle-orm"))) {
      Result fetched = run(Map.of(), "npm", "ci", "--ignore-scripts");
      assertEquals(0, fetched.status(), fetched.output());
    }
  }

  @Test
  void libsqlOverHttp(RunningSqld sqld) throws Exception {
    assertEquals(LIBSQL, through(sqld, "http", "libsql.mjs"));
  }

  @Test
  void libsqlOverAWebSocket(RunningSqld sqld) throws Exception {
    assertEquals(LIBSQL, through(sqld, "ws", "libsql.mjs"));
  }

  @Test
  void libsqlAsAnEmbeddedReplica(RunningSqld sqld) throws Exception {
    assertEquals(
        """
        ok syncs
        ok writesThrough
        ok readsItsOwnWrite
        ok rollsBack
        """,
        through(sqld, "http", "replica.mjs"));
  }

  @Test
  void serverless(RunningSqld sqld) throws Exception {
    assertEquals(
        """
        ok batch
        ok statements
        ok errors
        """,
        through(sqld, "http", "serverless.mjs"));
  }

  @Test
  void drizzle(RunningSqld sqld) throws Exception {
    assertEquals(
        """
        ok queries
        ok transactions
        ok batch
        """,
        through(sqld, "http", "drizzle.mjs"));
  }

  @Test
  void jdbc(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = new GatewayStand(sqld.http(), sqld.tokenKey())) {
      String url = "jdbc:dbeaver:libsql:" + gateway.url();
      try (var connection = DriverManager.getConnection(url, "", token(gateway, sqld));
          var statement = connection.createStatement()) {
        statement.execute("create table j (a integer, b text)");
        statement.execute("insert into j values (1, 'one')");
        try (var prepared = connection.prepareStatement("select b from j where a = ?")) {
          prepared.setInt(1, 1);
          var rows = prepared.executeQuery();
          assertTrue(rows.next());
          assertEquals("one", rows.getString(1));
        }
      }
    }
  }

  private static String token(GatewayStand gateway, RunningSqld sqld) {
    sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
    return gateway.token("a", Access.READ_WRITE);
  }

  private String through(RunningSqld sqld, String scheme, String script) throws Exception {
    try (GatewayStand gateway = new GatewayStand(sqld.http(), sqld.tokenKey())) {
      var environment = new HashMap<String, String>();
      environment.put("LIBSQL_URL", withScheme(gateway.url(), scheme));
      environment.put("LIBSQL_TOKEN", token(gateway, sqld));
      environment.put("LIBSQL_FILE", folder.resolve("replica.db").toString());
      return run(environment, "node", script).output();
    }
  }

  private static String withScheme(URI url, String scheme) {
    return url.toString().replaceFirst("^http", scheme);
  }

  private static Result run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(CLIENTS.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
