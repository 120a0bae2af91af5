package dev.gatehouse.gateway.it;

import dev.gatehouse.testkit.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A client that people use, as it is published, and the checks that it runs. */
enum RealClient {
  LIBSQL_HTTP("http", "libsql.mjs"),
  LIBSQL_WS("ws", "libsql.mjs"),
  LIBSQL_REPLICA("http", "replica.mjs"),
  SERVERLESS("http", "serverless.mjs"),
  DRIZZLE("http", "drizzle.mjs"),
  JDBC("http", "") {
    @Override
    CheckResults run(Door door, Path folder) {
      return JdbcChecks.run(door);
    }

    @Override
    Set<String> notOffered() {
      // Each statement of the driver is a request of its own.
      return Set.of("batch", "transaction", "rollback");
    }
  };

  private static final Path SCRIPTS = Repository.root().resolve("clients");

  private final String scheme;
  private final String script;

  RealClient(String scheme, String script) {
    this.scheme = scheme;
    this.script = script;
  }

  /** Runs every check; the folder is the client's own. */
  CheckResults run(Door door, Path folder) throws IOException, InterruptedException {
    String url = door.url().toString().replaceFirst("^http", scheme);
    return CheckResults.read(
        node(
            Map.of(
                "LIBSQL_URL", url,
                "LIBSQL_TOKEN", door.token(),
                "LIBSQL_FILE", folder.resolve("replica").toString()),
            "node",
            script));
  }

  /** What every other client can do and this one cannot, wherever it connects. */
  Set<String> notOffered() {
    return Set.of();
  }

  /** Fetches the clients of npm, where they are not there yet. */
  static void fetch() throws IOException, InterruptedException {
    if (!Files.exists(SCRIPTS.resolve("node_modules/drizzle-orm"))) {
      node(Map.of(), "npm", "ci", "--ignore-scripts");
    }
  }

  private static String node(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(SCRIPTS.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + " failed: " + output);
    }
    return output;
  }
}
