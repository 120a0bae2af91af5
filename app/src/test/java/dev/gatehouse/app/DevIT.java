package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.app.JsonCalls.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code gatehouse dev} while it runs. */
class DevIT {
  private static final String VALUE = "/results/0/response/result/rows/0/0/value";

  @TempDir private static Path data;
  private static GatehouseProcess dev;
  private static JsonNode running;
  private static JsonCalls calls;

  @BeforeAll
  static void start() throws Exception {
    dev = GatehouseProcess.dev(data);
    String line = dev.firstLine();
    assertFalse(line.isEmpty(), () -> "not ready: " + errorsOf(dev));
    running = JsonCalls.JSON.readTree(line);
    calls = new JsonCalls();
  }

  @AfterAll
  static void stop() throws IOException {
    calls.close();
    dev.close();
  }

  private static String errorsOf(GatehouseProcess process) {
    try {
      return process.errors();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void saysHowToReachIt() {
    Set<String> fields =
        running.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());

    assertEquals(
        Set.of("url", "wsUrl", "token", "namespace", "adminUrl", "adminKey", "opsUrl", "pid"),
        fields);
    assertTrue(text("url").startsWith("http://127.0.0.1:"));
  }

  @Test
  void keepsItsFileFromOthers() throws IOException {
    var permissions = Files.getPosixFilePermissions(data.resolve("dev.json"));

    assertEquals("rw-------", PosixFilePermissions.toString(permissions));
  }

  @Test
  void servesTheDemoRows() throws Exception {
    Answer answer = query(text("token"), "select title from books order by year");

    assertEquals("The Left Hand of Darkness", answer.body().at(VALUE).asString());
  }

  @Test
  void refusesAForgedToken() throws Exception {
    Answer answer = query(text("token") + "x", "select 1");

    assertEquals(401, answer.status());
    assertTrue(answer.body().has("error") && answer.body().has("code"));
  }

  @Test
  void keepsOneNamespaceFromTheTokenOfAnother() throws Exception {
    String a = tokenOfNew("tenant-a", "rw");
    String b = tokenOfNew("tenant-b", "rw");
    query(a, "create table whose as select 'a' as name");
    query(b, "create table whose as select 'b' as name");
    String other =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString("tenant-b".getBytes(StandardCharsets.UTF_8));

    assertEquals("a", whose(query(a, "select name from whose")));
    assertEquals("b", whose(query(b, "select name from whose")));
    assertNotEquals("b", whose(query(a, "select name from whose", "x-namespace-bin", other)));
    assertNotEquals("b", whose(query(a, "select name from whose", "x-namespace", "tenant-b")));
  }

  @Test
  void keepsAReadingTokenFromWriting() throws Exception {
    String reader = tokenOfNew("read-only", "ro");

    Answer answer = query(reader, "create table mine (x)");

    assertFalse(answer.body().at("/results/0/type").asString("").equals("ok"));
  }

  @Test
  void isFoundByTheOtherCommands() throws Exception {
    try (var create = run("namespace", "create", "found");
        var list = run("namespace", "list", "--prefix", "found", "--json")) {
      assertEquals(0, create.exitCode());
      assertEquals("created found", create.firstLine());
      assertEquals(0, list.exitCode());
    }
    try (var mint = run("token", "mint", "--namespace", "found", "--expires", "1h")) {
      assertEquals("1", query(mint.firstLine(), "select 1").body().at(VALUE).asString());
    }
  }

  @Test
  void lastsNoTokenLongerThanItMay() throws Exception {
    try (var mint = run("token", "mint", "--namespace", "demo", "--expires", "1000d")) {
      assertEquals(1, mint.exitCode());
      assertTrue(mint.errors().contains("expiresIn: expected"), mint.errors());
    }
  }

  @Test
  void letsNoSecondOneUseItsFolder() throws Exception {
    try (var second = GatehouseProcess.dev(data)) {
      assertEquals(1, second.exitCode());
      assertTrue(second.errors().contains("in use by another Gatehouse"), second.errors());
    }
  }

  private static GatehouseProcess run(String... command) throws IOException {
    String[] onData = Arrays.copyOf(command, command.length + 2);
    onData[command.length] = "--data";
    onData[command.length + 1] = data.toString();
    return GatehouseProcess.run(onData);
  }

  private static String tokenOfNew(String namespace, String access) throws Exception {
    String admin = text("adminUrl") + "/v1/namespaces";
    assertEquals(201, calls.post(admin, text("adminKey"), Map.of("name", namespace)).status());
    return calls
        .post(admin + "/" + namespace + "/tokens", text("adminKey"), Map.of("access", access))
        .body()
        .path("token")
        .asString();
  }

  private static Answer query(String token, String sql, String... headers) throws Exception {
    return calls.query(text("url"), token, sql, headers);
  }

  private static String whose(Answer answer) {
    return answer.body().at(VALUE).asString("nobody: " + answer);
  }

  private static String text(String field) {
    return running.path(field).asString();
  }
}
