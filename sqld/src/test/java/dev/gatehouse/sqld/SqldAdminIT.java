package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.NamespaceId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqldAdminIT {
  private final NamespaceId id = NamespaceId.random();
  private final SqldSupervisor sqld;
  private final SqldAdmin admin;
  private final SqldPipeline pipeline;

  SqldAdminIT(@TempDir Path folder) throws Exception {
    sqld = new SqldSupervisor(PinnedSqld.settings(folder), _ -> {});
    sqld.start();
    admin = new SqldAdmin(sqld.admin(), PinnedSqld.ADMIN_KEY);
    pipeline = new SqldPipeline(sqld.http());
  }

  @AfterEach
  void close() {
    admin.close();
    pipeline.close();
    sqld.close();
  }

  @Test
  void createsAndDeletes() throws Exception {
    assertFalse(admin.exists(id));
    admin.create(id);
    assertTrue(admin.exists(id));
    admin.delete(id);
    assertFalse(admin.exists(id));
  }

  @Test
  void leavesTheDataOfANamespaceThatIsCreatedAgain() throws Exception {
    admin.create(id);
    run("CREATE TABLE t (x)", "INSERT INTO t VALUES (7)");
    admin.create(id);
    assertEquals(7L, run("SELECT x FROM t").getFirst().rows().getFirst().getFirst());
  }

  @Test
  void doesNotMindDeletingTwice() throws Exception {
    admin.create(id);
    admin.delete(id);
    admin.delete(id);
  }

  @Test
  void healsANameThatSqldHalfForgot() throws Exception {
    raw("/v1/namespaces/" + id + "/checkpoint");
    admin.create(id);
    assertTrue(admin.exists(id));
    run("CREATE TABLE t (x)");
  }

  @Test
  void saysThatTheKeyIsWrongWithoutNamingIt() {
    try (var stranger = new SqldAdmin(sqld.admin(), "a-wrong-key")) {
      var e = assertThrows(SqldException.class, () -> stranger.exists(id));
      assertEquals("sqld refuses the admin key", e.getMessage());
    }
  }

  @Test
  void saysThatTheUserApiIsNotTheAdminApi() {
    try (var lost = new SqldAdmin(sqld.http(), PinnedSqld.ADMIN_KEY)) {
      assertThrows(SqldException.class, lost::ping);
      assertThrows(SqldException.class, () -> lost.exists(id));
    }
  }

  @Test
  void readsEveryKindOfValue() throws Exception {
    admin.create(id);
    List<?> row =
        run("SELECT 9007199254740993, 1.5, 'text', x'00ff', NULL").getFirst().rows().getFirst();
    assertEquals(9007199254740993L, row.get(0));
    assertEquals(1.5, row.get(1));
    assertEquals("text", row.get(2));
    assertTrue(Arrays.equals(new byte[] {0, (byte) 0xff}, (byte[]) row.get(3)));
    assertEquals(null, row.get(4));
  }

  @Test
  void undoesATransactionWhoseStatementIsRefused() throws Exception {
    admin.create(id);
    run("CREATE TABLE t (x UNIQUE)");
    List<String> statements = List.of("INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)");
    var e =
        assertThrows(
            SqldSqlException.class, () -> pipeline.runInTransaction(id, token(), statements));
    assertEquals(OptionalInt.of(1), e.statement());
    assertEquals(0L, run("SELECT count(*) FROM t").getFirst().rows().getFirst().getFirst());
  }

  @Test
  void keepsATransactionWhoseStatementsAllRun() throws Exception {
    admin.create(id);
    List<SqlResult> results =
        pipeline.runInTransaction(
            id, token(), List.of("CREATE TABLE t (x)", "INSERT INTO t VALUES (1), (2)"));
    assertEquals(2, results.size());
    assertEquals(2, results.getLast().changedRows());
  }

  @Test
  void stopsAtTheFirstRefusedStatement() throws Exception {
    admin.create(id);
    run("CREATE TABLE t (x UNIQUE)", "INSERT INTO t VALUES (1)");
    String[] statements = {"INSERT INTO t VALUES (2)", "INSERT INTO t VALUES (1)", "DELETE FROM t"};
    var e = assertThrows(SqldSqlException.class, () -> run(statements));
    assertEquals(OptionalInt.of(1), e.statement());
    assertEquals(2L, run("SELECT count(*) FROM t").getFirst().rows().getFirst().getFirst());
  }

  @Test
  void runsNothingOfAListThatIsNotAllSql() throws Exception {
    admin.create(id);
    var e = assertThrows(SqldSqlException.class, () -> run("CREATE TABLE t (x)", "SEL"));
    assertEquals(OptionalInt.empty(), e.statement());
    assertEquals("SQL_PARSE_ERROR", e.code());
    assertThrows(SqldSqlException.class, () -> run("SELECT * FROM t"));
  }

  @Test
  void tellsARefusedTokenFromARefusedStatement() throws Exception {
    admin.create(id);
    assertThrows(SqldRefusedException.class, () -> pipeline.run(id, "none", List.of("SELECT 1")));
  }

  private List<SqlResult> run(String... statements) throws SqldException {
    return pipeline.run(id, token(), List.of(statements));
  }

  private String token() {
    return PinnedSqld.KEY.sign("{\"p\":{\"rw\":{\"ns\":[\"" + id + "\"]}}}");
  }

  private void raw(String path) throws Exception {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      URI uri = sqld.admin().resolve(path);
      http.send(
          HttpRequest.newBuilder(uri)
              .header("authorization", "basic " + PinnedSqld.ADMIN_KEY)
              .timeout(Duration.ofSeconds(10))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          BodyHandlers.discarding());
    }
  }
}
