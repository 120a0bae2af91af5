package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line against a running {@code gatehouse dev}. */
@Timeout(180)
class CliIT {
  private static final String VALUE = "/results/0/response/result/rows/0/0/value";

  @TempDir private static Path folder;
  private static Path schema;
  private static GatehouseProcess dev;
  private static JsonNode running;
  private static JsonCalls calls;

  /** What a command came to. */
  private record Ended(int exitCode, String firstLine, String errors) {
    JsonNode json() {
      assertEquals(0, exitCode, errors);
      return JsonCalls.JSON.readTree(firstLine);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    schema = Files.createDirectories(folder.resolve("schemas/core"));
    Files.writeString(schema.resolve("0001_notes.sql"), "create table notes (text);");
    dev =
        GatehouseProcess.run(
            SourceTree.ROOT,
            Map.of("GATEHOUSE_SCHEMAS_FOLDER", folder.resolve("schemas").toString()),
            "dev",
            "--json",
            "--port",
            "0",
            "--admin-port",
            "0",
            "--ops-port",
            "0",
            "--data",
            data());
    String line = dev.firstLine();
    assertFalse(line.isEmpty(), dev.errors());
    running = JsonCalls.JSON.readTree(line);
    calls = new JsonCalls();
  }

  @AfterAll
  static void stop() throws IOException {
    calls.close();
    dev.close();
  }

  /** Relative, as people give it. */
  private static String data() {
    return Path.of("").toAbsolutePath().relativize(folder.resolve("data")).toString();
  }

  private static Ended run(String... command) throws Exception {
    String[] onData = Arrays.copyOf(command, command.length + 2);
    onData[command.length] = "--data";
    onData[command.length + 1] = data();
    return ended(GatehouseProcess.run(onData));
  }

  /** With a key of one's own. */
  private static Ended runAs(Map<String, String> key, String... command) throws Exception {
    Map<String, String> environment = new HashMap<>(key);
    environment.put("GATEHOUSE_ADMIN_URL", running.path("adminUrl").asString());
    return ended(GatehouseProcess.run(SourceTree.ROOT, environment, command));
  }

  private static Ended ended(GatehouseProcess process) throws Exception {
    try (process) {
      return new Ended(process.exitCode(), process.firstLine(), process.errors());
    }
  }

  private static JsonNode query(String token, String sql) throws Exception {
    return calls.query(running.path("url").asString(), token, sql).body();
  }

  private static String tokenOf(String namespace) throws Exception {
    return run("token", "mint", "--namespace", namespace).firstLine();
  }

  @Test
  void servesScripts() throws Exception {
    assertEquals("b", run("namespace", "create", "b", "--json").json().path("name").asString());
    JsonNode minted =
        run("token", "mint", "--namespace", "b", "--access", "ro", "--expires", "1h", "--json")
            .json();

    assertEquals("1", query(minted.path("token").asString(), "select 1").at(VALUE).asString());
    assertEquals("ro", minted.path("access").asString());
  }

  @Test
  void importsWhatItDumped() throws Exception {
    Path dump = folder.resolve("first.sql");
    Path again = folder.resolve("second.sql");
    Files.writeString(dump, "create table t (x);\ninsert into t values ('Zo\u00eb; -- x');\n");

    run("namespace", "import", "first", dump.toString(), "--json").json();
    run("namespace", "dump", "first", "--output", again.toString(), "--json").json();
    run("namespace", "import", "second", again.toString(), "--json").json();

    JsonNode rows = query(tokenOf("second"), "select x from t");
    assertEquals("Zo\u00eb; -- x", rows.at(VALUE).asString());
    Ended printed = run("namespace", "dump", "second");
    assertEquals(Files.readAllLines(again).getFirst(), printed.firstLine());
    Ended over = run("namespace", "dump", "first", "--output", again.toString());
    assertEquals(2, over.exitCode());
  }

  @Test
  void leavesNothingOfABrokenDump() throws Exception {
    Path dump = folder.resolve("broken.sql");
    Files.writeString(dump, "create table t (x);\ninsert into nowhere values (1);\n");

    Ended broken = run("namespace", "import", "broken", dump.toString());

    assertEquals(1, broken.exitCode());
    assertTrue(broken.errors().contains("statement 2 (line 2):"), broken.errors());
    assertTrue(broken.errors().contains("no such table: nowhere"), broken.errors());
    assertEquals(1, run("namespace", "show", "broken").exitCode());
  }

  @Test
  void bringsASchemaToWhoFollowsIt() throws Exception {
    run("namespace", "create", "follower", "--schema-set", "core", "--json").json();
    Files.writeString(schema.resolve("0002_tags.sql"), "create table tags (name);");

    JsonNode tried = run("schema", "apply", "core", "--dry-run", "--json").json();
    JsonNode applied = run("schema", "apply", "core", "--json").json();

    assertEquals("done", tried.path("state").asString());
    assertEquals(1, applied.at("/progress/done").asInt(), applied::toString);
    assertEquals(
        2, run("namespace", "show", "follower", "--json").json().at("/schemaVersion").asInt());
    JsonNode drift = run("schema", "drift", "core", "--json").json();
    assertEquals("follower", drift.path(0).path("namespace").asString());
    assertEquals(2, run("schema", "status", "--json").json().size());
  }

  @Test
  void takesATokenBack() throws Exception {
    run("namespace", "create", "lost", "--json").json();
    JsonNode minted = run("token", "mint", "--namespace", "lost", "--json").json();
    String id = minted.path("id").asString();
    String token = minted.path("token").asString();
    assertEquals("1", query(token, "select 1").at(VALUE).asString());

    assertEquals(2, run("token", "revoke", id, "--namespace", "lost").exitCode());
    assertEquals(0, run("token", "revoke", id, "--namespace", "lost", "--yes").exitCode());

    assertEquals("TOKEN_REVOKED", query(token, "select 1").path("code").asString());
    JsonNode listed = run("token", "list", "--namespace", "lost", "--json").json();
    assertFalse(listed.path(0).path("revokedAt").isNull(), listed::toString);
  }

  @Test
  void keepsAReadingKeyFromCreating() throws Exception {
    JsonNode made = run("key", "create", "--label", "billing", "--scope", "read", "--json").json();
    Path file = folder.resolve("key");
    Files.writeString(file, made.path("key").asString() + "\n");
    Map<String, String> key = Map.of("GATEHOUSE_ADMIN_KEY_FILE", file.toString());

    assertEquals(
        "demo",
        runAs(key, "namespace", "list", "--prefix", "demo", "--json")
            .json()
            .at("/0/name")
            .asString());
    Ended refused = runAs(key, "namespace", "create", "mine");

    assertEquals(1, refused.exitCode());
    assertTrue(refused.errors().contains("lacks the scope provision"), refused.errors());
    run("key", "revoke", made.path("id").asString(), "--yes", "--json").json();
    assertEquals(1, runAs(key, "namespace", "list").exitCode());
    JsonNode audit = run("audit", "--all", "--json").json();
    assertTrue(audit.valueStream().anyMatch(CliIT::isRefusalOfBilling), audit::toString);
  }

  private static boolean isRefusalOfBilling(JsonNode entry) {
    return entry.path("label").asString().equals("billing")
        && entry.path("outcome").asString().equals("403");
  }

  @Test
  void deletesOnlyForThoseWhoAreSure() throws Exception {
    run("namespace", "create", "kept", "--owner", "u42", "--protected", "--json").json();

    Ended unsure = run("namespace", "delete", "kept");
    Ended guarded = run("namespace", "delete", "kept", "--yes");
    assertEquals(List.of(2, 1), List.of(unsure.exitCode(), guarded.exitCode()));
    assertTrue(guarded.errors().contains("protected"), guarded.errors());

    run("namespace", "set", "kept", "--no-protected", "--json").json();
    run("namespace", "delete", "kept", "--yes", "--json").json();
    String trashed = "trashed";
    JsonNode found =
        run("namespace", "list", "--owner", "u42", "--state", trashed, "--json").json();
    assertEquals(1, found.size());
    run("namespace", "restore", "kept", "--json").json();
    run("namespace", "delete", "kept", "--purge", "--yes", "--json").json();
    assertEquals(1, run("namespace", "show", "kept").exitCode());
  }

  @Test
  void saysThatTheKeyIsWrong() throws Exception {
    Ended refused = runAs(Map.of("GATEHOUSE_ADMIN_KEY", "not-the-admin-key"), "namespace", "list");

    assertEquals(1, refused.exitCode());
    assertTrue(refused.errors().contains("the admin key is not the one of"), refused.errors());
    assertFalse(refused.errors().contains("not-the-admin-key"), refused.errors());
  }
}
