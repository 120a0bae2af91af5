package dev.gatehouse.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.sqld.SqlResult;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.testkit.RealSqld;
import dev.gatehouse.testkit.RunningSqld;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dumps and SQLite files go into namespaces of a real sqld and come out again as they were. */
@RealSqld
final class SeedIT {
  private final RunningSqld sqld;
  private final Path folder;
  private AdminStand stand;

  SeedIT(RunningSqld sqld, @TempDir Path folder) {
    this.sqld = sqld;
    this.folder = folder;
  }

  @BeforeEach
  void start() throws Exception {
    stand = AdminStand.start(folder, sqld);
  }

  @AfterEach
  void stop() throws Exception {
    stand.close();
    assertEquals(
        List.of(), AdminStand.leftIn(folder.resolve("spool")), "nothing stays in the spool");
  }

  private HttpResponse<String> importing(String name, String type, Path file) throws Exception {
    return stand.send(
        stand
            .request("/v1/namespaces/" + name + "/import")
            .header("content-type", type)
            .POST(BodyPublishers.ofFile(file)));
  }

  private HttpResponse<String> importing(String name, String dump) throws Exception {
    Path file = Files.writeString(folder.resolve("dump.sql"), dump);
    return importing(name, "application/sql", file);
  }

  private void assertImported(String name, String dump) throws Exception {
    HttpResponse<String> reply = importing(name, dump);
    assertEquals(201, reply.statusCode(), reply.body());
  }

  private NamespaceId id(String name) {
    return stand.registry().entry(new Namespace(name)).orElseThrow().id();
  }

  private List<? extends List<?>> ask(String name, String sql) throws Exception {
    List<SqlResult> results = sqld.sql(id(name), sql);
    var shown = new ArrayList<List<@Nullable Object>>();
    for (List<@Nullable Object> row : results.getFirst().rows()) {
      var values = new ArrayList<@Nullable Object>();
      for (@Nullable Object value : row) {
        values.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
      }
      shown.add(values);
    }
    return shown;
  }

  private String dump(String name) throws Exception {
    HttpResponse<String> reply = stand.get("/v1/namespaces/" + name + "/dump");
    assertEquals(200, reply.statusCode(), reply.body());
    assertEquals("application/sql", reply.headers().firstValue("content-type").orElseThrow());
    return reply.body();
  }

  @Test
  void loadsTriggersOfManyLinesWhichSqldsOwnLoaderDoesNot() throws Exception {
    assertImported(
        "triggers",
        """
        PRAGMA foreign_keys=OFF;
        BEGIN TRANSACTION;
        CREATE TABLE a(x, n);
        CREATE TRIGGER up AFTER INSERT ON a
        BEGIN
          UPDATE a SET n = CASE WHEN new.x > 1
                                THEN 'many' ELSE 'one' END
           WHERE x = new.x; -- the END of a CASE; not of the trigger
        END;
        COMMIT;
        """);
    sqld.sql(id("triggers"), "INSERT INTO a(x) VALUES (2)");
    assertEquals(List.of(List.of(2L, "many")), ask("triggers", "SELECT x, n FROM a"));
  }

  @Test
  void loadsRowsBeforeTheirParents() throws Exception {
    assertImported(
        "order",
        """
        CREATE TABLE child(id INTEGER PRIMARY KEY, p REFERENCES parent(id));
        INSERT INTO child VALUES (1, 7);
        CREATE TABLE parent(id INTEGER PRIMARY KEY);
        INSERT INTO parent VALUES (7);
        """);
    assertEquals(List.of(List.of(1L, 7L)), ask("order", "SELECT id, p FROM child"));
  }

  @Test
  void refusesRowsWithoutParentsAndLeavesNothing() throws Exception {
    HttpResponse<String> reply =
        importing(
            "orphans",
            """
            CREATE TABLE parent(id INTEGER PRIMARY KEY);
            CREATE TABLE child(id INTEGER PRIMARY KEY, p REFERENCES parent(id));
            INSERT INTO child VALUES (1, 7);
            """);
    assertEquals(422, reply.statusCode());
    assertTrue(reply.body().contains("row 1 of child refers to parent"), reply.body());
    assertGone("orphans");
  }

  private void assertGone(String name) throws Exception {
    assertEquals(404, stand.get("/v1/namespaces/" + name).statusCode());
    assertTrue(stand.registry().entry(new Namespace(name)).isEmpty());
  }

  @Test
  void loadsFullTextTablesFromTheDumpOfSqld() throws Exception {
    var source =
        sqld.create(
            "CREATE VIRTUAL TABLE notes USING fts5(title, body)",
            "INSERT INTO notes VALUES ('one', 'hello world'), ('two', 'good bye')",
            "CREATE TABLE doc(id INTEGER PRIMARY KEY, t)",
            "INSERT INTO doc VALUES (1, 'outside text')",
            "CREATE VIRTUAL TABLE ext USING fts5(t, content='doc', content_rowid='id')",
            "INSERT INTO ext(rowid, t) SELECT id, t FROM doc");
    assertImported("fulltext", sqldDump(source));
    assertEquals(
        List.of(List.of("one")),
        ask("fulltext", "SELECT title FROM notes WHERE notes MATCH 'hello'"));
    assertEquals(
        List.of(List.of(1L)), ask("fulltext", "SELECT rowid FROM ext WHERE ext MATCH 'outside'"));
    sqld.sql(id("fulltext"), "INSERT INTO notes VALUES ('three', 'hello again')");
    assertEquals(
        List.of(List.of(2L)),
        ask("fulltext", "SELECT count(*) FROM notes WHERE notes MATCH 'hello'"));
    sqld.sql(id("fulltext"), "INSERT INTO notes(notes) VALUES ('integrity-check')");
    assertImported("fulltext2", dump("fulltext"));
    assertEquals(
        List.of(List.of(2L)),
        ask("fulltext2", "SELECT count(*) FROM notes WHERE notes MATCH 'hello'"));
  }

  private String sqldDump(NamespaceId id) throws Exception {
    var request =
        HttpRequest.newBuilder(sqld.http().resolve("/dump"))
            .header(
                "x-namespace-bin",
                Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(id.value().getBytes(StandardCharsets.US_ASCII)))
            .header("authorization", "Bearer " + sqld.token(id, Access.READ_WRITE))
            .build();
    return stand.client().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @ParameterizedTest
  @CsvSource({"INSERT INTO b VALUES (1), no such table: b", "SELEC 1, SELEC"})
  void saysWhichStatementIsWrongAndLeavesNothing(String wrong, String why) throws Exception {
    String right = "CREATE TABLE a(x);\nINSERT INTO a VALUES (1);\n\n";
    HttpResponse<String> reply = importing("wrong", right + wrong + ";\nSELECT 2;");
    assertEquals(422, reply.statusCode());
    assertTrue(reply.body().contains(why), reply.body());
    assertTrue(reply.body().contains("\"statement\":3"), reply.body());
    assertTrue(reply.body().contains("\"line\":4"), reply.body());
    assertGone("wrong");
    assertImported("wrong", "CREATE TABLE a(x);");
  }

  @Test
  void refusesWhatTheGuardRefusesAndWhatIsNoDump() throws Exception {
    for (String dump :
        List.of(
            "INSERT INTO t SELECT readfile('/etc/passwd');",
            "CREATE TABLE a(x); ROLLBACK; -- due to errors",
            "UPDATE sqlite_schema SET sql = '';",
            "PRAGMA writable_schema = ON; CREATE TABLE a(x);"
                + " UPDATE sqlite_schema SET sql = 'CREATE TABLE a(y)';",
            "this is no SQL",
            "CREATE TABLE a(x); SELECT '\0';")) {
      HttpResponse<String> reply = importing("evil", dump);
      assertEquals(422, reply.statusCode(), dump);
      assertGone("evil");
    }
  }

  @Test
  void refusesAnotherTypeAnotherNameAndTooMuch() throws Exception {
    Path file = Files.writeString(folder.resolve("dump.sql"), "select 1;");
    assertEquals(415, importing("type", "text/plain", file).statusCode());
    assertEquals(400, importing("UPPER", "application/sql", file).statusCode());
    Path large =
        Files.write(folder.resolve("large"), new byte[(int) ContentStand.UPLOAD_BYTES_MAX + 1]);
    assertEquals(413, importing("large", "application/sql", large).statusCode());
    assertImported("taken", "CREATE TABLE a(x);");
    assertEquals(409, importing("taken", "select 1;").statusCode());
    assertEquals(List.of(List.of(0L)), ask("taken", "SELECT count(*) FROM a"));
  }

  private Path sqliteFile(String... statements) throws Exception {
    Path file = folder.resolve("upload.db");
    Files.deleteIfExists(file);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return file;
  }

  private static final String[] EVERYTHING = {
    "CREATE TABLE v(a, b, c)",
    "INSERT INTO v(rowid, a, b, c) VALUES"
        + " (3, 9223372036854775807, -9223372036854775808, 0.1),"
        + " (9, 9e999, -9e999, 1e308),"
        + " (27, x'00ff', 'O''Reilly; é😀', NULL),"
        + " (81, 'a' || char(0) || 'b', CAST(x'ff41' AS TEXT), -0.0)",
    "CREATE TABLE k(a TEXT, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID",
    "INSERT INTO k VALUES ('x', 1), ('x', 2)",
    "CREATE TABLE auto(id INTEGER PRIMARY KEY AUTOINCREMENT, n)",
    "INSERT INTO auto VALUES (5, 'five'), (70, 'gone')",
    "DELETE FROM auto WHERE id = 70",
    "CREATE TABLE g(a INTEGER, b AS (a * 2) STORED, \"odd \"\"name\" AS (a + 1))",
    "INSERT INTO g(a) VALUES (21)",
    "CREATE TABLE \"rowid\"(rowid TEXT, _rowid_ TEXT)",
    "INSERT INTO \"rowid\"(oid, rowid, _rowid_) VALUES (44, 'r', 's')",
    "CREATE INDEX v_a ON v(a) WHERE a IS NOT NULL",
    "CREATE VIEW w AS SELECT count(*) AS n FROM v",
    "CREATE TRIGGER t AFTER INSERT ON k BEGIN INSERT INTO auto(n) VALUES (new.a); END",
    "CREATE VIRTUAL TABLE f USING fts5(body)",
    "INSERT INTO f VALUES ('hello world')",
    "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1)",
    "INSERT INTO r VALUES (1, 0.0, 1.5)",
    "PRAGMA user_version = 12"
  };

  private void assertEverything(String name) throws Exception {
    assertEquals(
        List.of(
            List.of(3L, Long.MAX_VALUE, Long.MIN_VALUE, 0.1, "integer integer real"),
            List.of(
                9L, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1e308, "real real real")),
        ask(
            name,
            "SELECT rowid, a, b, c, typeof(a) || ' ' || typeof(b) || ' ' || typeof(c) FROM v"
                + " WHERE rowid < 20"));
    assertEquals(List.of(List.of(1L)), ask(name, "SELECT b = -9e999 FROM v WHERE rowid = 9"));
    assertEquals(
        List.of(
            List.of("00ff", "blob", "4f275265696c6c793b20c3a9f09f9880", "text", "null"),
            List.of("610062", "text", "ff41", "text", "real")),
        ask(
            name,
            "SELECT lower(hex(a)), typeof(a), lower(hex(b)), typeof(b), typeof(c) FROM v"
                + " WHERE rowid > 20"));
    assertEquals(List.of(List.of("x", 1L), List.of("x", 2L)), ask(name, "SELECT a, b FROM k"));
    assertEquals(List.of(List.of("auto", 70L)), ask(name, "SELECT name, seq FROM sqlite_sequence"));
    assertEquals(
        List.of(List.of(21L, 42L, 22L)), ask(name, "SELECT a, b, \"odd \"\"name\" FROM g"));
    assertEquals(
        List.of(List.of(44L, "r", "s")), ask(name, "SELECT oid, rowid, _rowid_ FROM \"rowid\""));
    assertEquals(List.of(List.of(4L)), ask(name, "SELECT n FROM w"));
    assertEquals(List.of(List.of(12L)), ask(name, "PRAGMA user_version"));
    assertEquals(List.of(List.of("ok")), ask(name, "PRAGMA integrity_check"));
    assertEquals(
        List.of(List.of("hello world")), ask(name, "SELECT body FROM f WHERE f MATCH 'world'"));
    assertEquals(List.of(List.of(1L, 1.5)), ask(name, "SELECT id, x1 FROM r WHERE x0 <= 1"));
    sqld.sql(id(name), "INSERT INTO k VALUES ('trigger', 3)");
    assertEquals(List.of(List.of(71L)), ask(name, "SELECT max(id) FROM auto"));
  }

  @Test
  void loadsEverythingThatAnSqliteFileHolds() throws Exception {
    Path file = sqliteFile(EVERYTHING);
    HttpResponse<String> reply = importing("file", "application/vnd.sqlite3", file);
    assertEquals(201, reply.statusCode(), reply.body());
    String dump = dump("file");
    assertEverything("file");
    assertImported("again", dump);
    assertEverything("again");
  }

  @Test
  void writesDumpsThatSqliteItselfLoads() throws Exception {
    HttpResponse<String> reply =
        importing("shell", "application/vnd.sqlite3", sqliteFile(EVERYTHING));
    assertEquals(201, reply.statusCode(), reply.body());
    String dump = dump("shell");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        var statement = connection.createStatement()) {
      statement.executeUpdate(dump);
      try (var rows = statement.executeQuery("SELECT body FROM f WHERE f MATCH 'world'")) {
        assertTrue(rows.next());
      }
    }
  }

  @Test
  void refusesFilesThatAreNoneOrDamaged() throws Exception {
    Path file = sqliteFile(EVERYTHING);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5A);
    Path damaged = Files.write(folder.resolve("damaged.db"), bytes);
    assertEquals(422, importing("damaged", "application/vnd.sqlite3", damaged).statusCode());
    assertGone("damaged");
    Path none = Files.writeString(folder.resolve("none.db"), "SQLite format 2");
    assertEquals(422, importing("none", "application/vnd.sqlite3", none).statusCode());
    assertGone("none");
    Path evil = sqliteFile("CREATE TABLE a(x)", "CREATE VIEW v AS SELECT 1 AS readfile FROM a");
    assertEquals(422, importing("evilfile", "application/vnd.sqlite3", evil).statusCode());
    assertGone("evilfile");
  }

  @Test
  void dumpsOneMomentWhileOthersWrite() throws Exception {
    assertImported(
        "busy",
        "CREATE TABLE a(n INTEGER, pad); CREATE TABLE b(n INTEGER, pad);"
            + " INSERT INTO a VALUES (0, ''); INSERT INTO b VALUES (0, '');");
    NamespaceId id = id("busy");
    var stop = new AtomicBoolean();
    var started = new CountDownLatch(20);
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (!stop.get()) {
                      sqld.pipeline()
                          .runInTransaction(
                              id,
                              sqld.token(id, Access.READ_WRITE),
                              List.of(
                                  "INSERT INTO a SELECT max(n) + 1, hex(zeroblob(2000)) FROM a",
                                  "INSERT INTO b SELECT max(n) + 1, hex(zeroblob(2000)) FROM b"));
                      started.countDown();
                    }
                  } catch (SqldException e) {
                    throw new AssertionError(e);
                  }
                });
    try {
      assertTrue(started.await(20, TimeUnit.SECONDS));
      for (int i = 0; i < 5; i++) {
        String dump = dump("busy");
        assertEquals(count(dump, "INTO \"a\""), count(dump, "INTO \"b\""));
      }
    } finally {
      stop.set(true);
      writer.join();
    }
  }

  private static long count(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).count();
  }
}
