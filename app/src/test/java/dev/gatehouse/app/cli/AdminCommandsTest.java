package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that call the admin API. */
class AdminCommandsTest {
  private static final String KEY = "the-admin-key-of-this-test";

  @TempDir private Path data;
  private final List<String> calls = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private HttpServer api;

  private record Answer(int status, String body) {}

  @BeforeEach
  void listen() throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/", this::answer);
    api.start();
    String url = "http://127.0.0.1:" + api.getAddress().getPort();
    new RunFile(url, url, "token", "demo", url, KEY, url, 1).write(data);
  }

  @AfterEach
  void stop() {
    api.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    assertEquals("Bearer " + KEY, exchange.getRequestHeaders().getFirst("authorization"));
    Answer answer = answers.remove();
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Said said(String... command) {
    List<String> onData = new ArrayList<>(List.of(command));
    onData.addAll(List.of("--data", data.toString()));
    return Said.by(onData.toArray(String[]::new));
  }

  @Test
  void createsANamespace() {
    answers.add(new Answer(201, "{\"name\":\"shop\"}"));

    Said said = said("namespace", "create", "shop");

    assertEquals(ExitCode.OK, said.exitCode(), said.err());
    assertTrue(said.out().startsWith("created shop"), said.out());
    assertEquals(List.of("POST /v1/namespaces {\"name\":\"shop\"}"), calls);
  }

  @Test
  void listsEveryPage() {
    answers.add(new Answer(200, "{\"namespaces\":[{\"name\":\"a\"}],\"next\":\"a\"}"));
    answers.add(new Answer(200, "{\"namespaces\":[{\"name\":\"b\"}],\"next\":null}"));

    Said said = said("namespace", "list", "--json");

    assertEquals("[{\"name\":\"a\"},{\"name\":\"b\"}]", said.out().strip());
    assertEquals("GET /v1/namespaces?limit=1000&after=a ", calls.getLast());
  }

  @Test
  void backsUpAndWaits() {
    answers.add(new Answer(202, "{\"id\":\"b1\"}"));
    answers.add(new Answer(200, "{\"running\":{\"id\":\"b1\",\"namespaces\":2,\"done\":1}}"));
    String made = "{\"id\":\"b1\",\"state\":\"incomplete\",\"namespaces\":1,\"failures\":1}";
    answers.add(new Answer(200, "{\"running\":null,\"backups\":[" + made + "]}"));
    String failure = "{\"name\":\"shop\",\"reason\":\"it differs\"}";
    answers.add(new Answer(200, "{\"backup\":" + made + ",\"failures\":[" + failure + "]}"));

    Said said = said("backup");

    assertEquals(ExitCode.FAILED, said.exitCode());
    assertTrue(said.out().contains("  shop: it differs"), said.out());
    assertEquals("POST /v1/backups {}", calls.getFirst());
    assertEquals("GET /v1/backups/b1 ", calls.getLast());
  }

  @Test
  void restoresOneByAnotherName() {
    answers.add(new Answer(201, "{\"name\":\"old-shop\"}"));

    Said said = said("restore", "shop", "--as", "old-shop");

    assertEquals("restored old-shop", said.out().strip());
    assertEquals(
        List.of("POST /v1/backups/latest/restore {\"namespace\":\"shop\",\"as\":\"old-shop\"}"),
        calls);
  }

  @Test
  void showsANamespace() {
    answers.add(new Answer(200, "{\"name\":\"shop\",\"state\":\"active\"}"));

    assertTrue(said("namespace", "show", "shop").out().contains("active"));
    assertEquals(List.of("GET /v1/namespaces/shop "), calls);
  }

  @Test
  void deletesANamespace() {
    answers.add(new Answer(204, ""));

    Said said = said("namespace", "delete", "shop", "--purge", "--yes");

    assertEquals("deleted shop", said.out().strip());
    assertEquals(List.of("DELETE /v1/namespaces/shop?purge=true "), calls);
  }

  @Test
  void putsANamespaceIntoTheTrash() {
    answers.add(new Answer(200, "{\"trashedUntil\":\"2026-11-28T00:00:00Z\"}"));

    Said said = said("namespace", "delete", "shop", "--yes");

    assertTrue(said.out().startsWith("deleted shop; until 2026-11-28"), said.out());
    assertEquals(List.of("DELETE /v1/namespaces/shop "), calls);
  }

  @Test
  void changesOnlyWhatIsNamed() {
    answers.add(new Answer(200, "{\"name\":\"shop\"}"));
    answers.add(new Answer(200, "{\"name\":\"shop\"}"));

    assertEquals(ExitCode.OK, said("namespace", "set", "shop", "--protected").exitCode());
    Said said =
        said("namespace", "set", "shop", "--owner", "", "--no-protected", "--default-limits");

    assertEquals(ExitCode.OK, said.exitCode(), said.err());
    assertEquals(
        List.of(
            "PATCH /v1/namespaces/shop {\"protected\":true}",
            "PATCH /v1/namespaces/shop {\"owner\":null,\"protected\":false,\"limits\":null}"),
        calls);
  }

  @Test
  void sendsAFileAsWhatItIs(@TempDir Path folder) throws IOException {
    Path dump = folder.resolve("shop.sql");
    Files.writeString(dump, "create table t(x);");
    answers.add(new Answer(201, "{\"name\":\"shop\"}"));

    Said said = said("namespace", "import", "shop", dump.toString(), "--schema-set", "core");

    assertEquals(ExitCode.OK, said.exitCode(), said.err());
    assertEquals(
        List.of("POST /v1/namespaces/shop/import?schemaSet=core create table t(x);"), calls);
  }

  @Test
  void wantsAnSqliteFileWithoutALog(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("shop.db");
    Files.writeString(file, "SQLite format 3\0 and so on");
    Files.writeString(folder.resolve("shop.db-wal"), "changes");

    Said said = said("namespace", "import", "shop", file.toString());

    assertEquals(ExitCode.FAILED, said.exitCode());
    assertTrue(said.err().contains("shop.db-wal holds changes"), said.err());
    assertEquals(List.of(), calls);
  }

  @Test
  void saysWhichStatementIsWrong() {
    answers.add(
        new Answer(
            422,
            "{\"detail\":\"no such table: x\",\"migration\":\"0002_x.sql\","
                + "\"statement\":3,\"line\":7}"));

    Said said = said("namespace", "create", "shop", "--schema-set", "core");

    assertEquals(
        "gatehouse: 0002_x.sql, statement 3 (line 7): no such table: x", said.err().strip());
  }

  @Test
  void followsAJobToItsEnd() {
    answers.add(new Answer(202, job("running", 1, 1)));
    answers.add(new Answer(200, job("running", 2, 0)));
    answers.add(new Answer(200, job("done", 2, 0)));

    Said said = said("schema", "apply", "core", "--parallel", "2", "--json");

    assertEquals(ExitCode.OK, said.exitCode(), said.err());
    assertEquals(job("done", 2, 0), said.out().strip());
    assertEquals("POST /v1/schema-sets/core/apply {\"parallel\":2}", calls.getFirst());
  }

  @Test
  void failsWithAJobThatStopped() {
    answers.add(new Answer(202, job("stopped", 1, 1)));

    Said said = said("schema", "apply", "core", "--dry-run");

    assertEquals(ExitCode.FAILED, said.exitCode());
    assertTrue(said.out().startsWith("job j1 is stopped: core version 2, 1 done"), said.out());
  }

  private static String job(String state, int done, int pending) {
    return ("{'id':'j1','schemaSet':'core','version':2,'state':'%s',"
            + "'progress':{'done':%d,'pending':%d}}")
        .formatted(state, done, pending)
        .replace('\'', '"');
  }

  @Test
  void saysInJsonWhatNoTerminalCanSpoil() {
    answers.add(new Answer(200, "{\"owner\":\"Zo\u00eb\"}"));

    assertEquals(
        "{\"owner\":\"Zo\\u00EB\"}", said("namespace", "show", "a", "--json").out().strip());
  }

  @Test
  void printsNothingButTheToken() {
    answers.add(new Answer(201, "{\"token\":\"ey.x.y\"}"));

    Said said = said("token", "mint", "--namespace", "shop", "--access", "ro");

    assertEquals("ey.x.y", said.out().strip());
    assertEquals(List.of("POST /v1/namespaces/shop/tokens {\"access\":\"ro\"}"), calls);
  }

  @Test
  void repeatsWhatTheApiSaysIsWrong() {
    answers.add(
        new Answer(
            400,
            "{\"detail\":\"a field is wrong\",\"errors\":[{\"field\":\"expiresIn\","
                + "\"expected\":\"a time\"}]}"));

    Said said = said("token", "mint", "--namespace", "shop", "--expires", "soon");

    assertEquals(ExitCode.FAILED, said.exitCode());
    assertEquals("gatehouse: a field is wrong; expiresIn: expected a time", said.err().strip());
  }

  @Test
  void saysThatTheKeyIsWrong() {
    answers.add(new Answer(401, "{}"));

    assertTrue(said("namespace", "list").err().contains("the admin key is not the one of"));
  }

  @Test
  void saysThatSomethingElseAnswers() {
    answers.add(new Answer(200, "<html>"));

    assertTrue(said("namespace", "list").err().contains("does not answer like an admin API"));
  }
}
