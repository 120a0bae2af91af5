package dev.gatehouse.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.registry.Job;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.testkit.RealSqld;
import dev.gatehouse.testkit.RunningSqld;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Schema sets reach all namespaces of a real sqld, or leave them as they were. */
@RealSqld
final class SchemaJobIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunningSqld sqld;
  private final Path folder;
  private final Path set;
  private AdminStand stand;

  SchemaJobIT(RunningSqld sqld, @TempDir Path folder) throws Exception {
    this.sqld = sqld;
    this.folder = folder;
    this.set = Files.createDirectories(folder.resolve("schemas/app"));
  }

  @BeforeEach
  void start() throws Exception {
    stand = AdminStand.start(folder, sqld);
    migration("0001_init.sql", "CREATE TABLE a(x); INSERT INTO a VALUES (1);");
    for (int i = 0; i < 14; i++) {
      create(name(i));
    }
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  private static String name(int number) {
    return "app-%02d".formatted(number);
  }

  private void create(String name) throws Exception {
    var reply =
        stand.post("/v1/namespaces", "{\"name\":\"%s\",\"schemaSet\":\"app\"}".formatted(name));
    assertEquals(201, reply.statusCode(), reply.body());
  }

  private void migration(String name, String sql) throws Exception {
    Files.writeString(set.resolve(name), sql);
  }

  private JsonNode json(HttpResponse<String> reply, int status) {
    assertEquals(status, reply.statusCode(), reply.body());
    return JSON.readTree(reply.body());
  }

  private String apply(String options) throws Exception {
    return json(stand.post("/v1/schema-sets/app/apply", options), 202).path("id").asString();
  }

  private JsonNode await(String job, String state) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    JsonNode seen;
    do {
      seen = json(stand.get("/v1/jobs/" + job), 200);
      if (seen.path("state").asString().equals(state)) {
        return seen;
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    } while (Instant.now().isBefore(end));
    throw new AssertionError("not " + state + " in time: " + seen);
  }

  private List<?> ask(String name, String sql) throws Exception {
    var id = stand.registry().entry(new Namespace(name)).orElseThrow().id();
    return sqld.sql(id, sql).getFirst().rows().stream().map(List::getFirst).toList();
  }

  private int version(String name) {
    return stand.registry().entry(new Namespace(name)).orElseThrow().schema().version();
  }

  @Test
  void bringsAllNamespacesToTheNewVersion() throws Exception {
    migration("0002_more.sql", "ALTER TABLE a ADD COLUMN y;\nUPDATE a SET y = 2;");
    var job = await(apply("{\"parallel\":3}"), "done");
    assertEquals(14, job.path("progress").path("done").asInt());
    for (int i = 0; i < 14; i++) {
      assertEquals(List.of(2L), ask(name(i), "SELECT y FROM a"));
      assertEquals(2, version(name(i)));
    }
    assertEquals("[]", drift().path("namespaces").path(0).path("pending").toString());
    await(apply("{}"), "done");
    assertEquals(List.of(2L), ask(name(0), "SELECT count(*) FROM _gatehouse_schema"));
  }

  private JsonNode drift() throws Exception {
    return json(stand.get("/v1/schema-sets/app/drift"), 200);
  }

  @Test
  void stopsAtTheFirstFailureAndLeavesThatNamespaceAsItWas() throws Exception {
    migration("0002_broken.sql", "CREATE TABLE b(x);\nINSERT INTO nowhere VALUES (1);");
    var job = await(apply("{}"), "stopped");
    assertEquals(1, job.path("progress").path("failed").asInt(), job.toString());
    assertEquals(
        13, job.path("progress").path("pending").asInt(), "the first wave is one namespace");
    String message = job.path("failures").path(0).path("message").asString();
    assertTrue(message.contains("0002_broken.sql, statement 2 (line 2)"), message);
    assertEquals(List.of(0L), ask(name(0), "SELECT count(*) FROM sqlite_schema WHERE name = 'b'"));
    assertEquals(1, version(name(0)));
    assertEquals(
        409, stand.post("/v1/jobs/" + job.path("id").asString() + "/resume", "").statusCode());
  }

  @Test
  void triesOnCopiesThatAreThrownAway() throws Exception {
    migration("0002_more.sql", "ALTER TABLE a ADD COLUMN y;");
    var job = await(apply("{\"dryRun\":true,\"limit\":2}"), "done");
    assertEquals(2, job.path("progress").path("done").asInt());
    assertEquals(List.of(1L), ask(name(0), "SELECT count(*) FROM pragma_table_info('a')"));
    assertEquals(1, version(name(0)));
    String names = stand.get("/v1/namespaces?limit=100").body();
    assertTrue(!names.contains("dry-run-"), names);
  }

  @Test
  void refusesAMigrationThatChangedOrIsGone() throws Exception {
    migration("0001_init.sql", "CREATE TABLE a(x, y);");
    var job = await(apply("{}"), "stopped");
    assertTrue(job.toString().contains("0001_init.sql has changed since it ran"), job.toString());
    assertTrue(drift().toString().contains("has changed since it ran"));
    Files.delete(set.resolve("0001_init.sql"));
    migration("0002_more.sql", "ALTER TABLE a ADD COLUMN y;");
    job = await(apply("{}"), "stopped");
    assertTrue(job.toString().contains("the set has it no more"), job.toString());
    assertEquals(List.of(1L), ask(name(0), "SELECT count(*) FROM pragma_table_info('a')"));
  }

  @Test
  void goesOnAfterARestartWithWhatIsLeft() throws Exception {
    migration("0002_more.sql", "UPDATE a SET x = x + 1;");
    await(apply("{}"), "done");
    stand.close();
    try (var file = SqliteRegistry.open(folder.resolve("registry.db"))) {
      var order = new Job.Order("app", 2, false, 2, 1);
      var now = Instant.now();
      file.jobs().add(new Job("left", order, Job.State.RUNNING, "", now, now), 5);
    }
    stand = AdminStand.start(folder, sqld);
    assertEquals(5, await("left", "done").path("progress").path("done").asInt());
    assertEquals(List.of(2L), ask(name(0), "SELECT x FROM a"), "and not twice");
  }

  @Test
  void pausesResumesAndStops() throws Exception {
    try (var file = SqliteRegistry.open(folder.resolve("registry.db"))) {
      var order = new Job.Order("app", 1, false, 2, 1);
      var now = Instant.now();
      file.jobs().add(new Job("paused", order, Job.State.PAUSED, "", now, now), 5);
      file.jobs().add(new Job("ended", order, Job.State.PAUSED, "", now, now), 5);
    }
    assertEquals(409, stand.post("/v1/jobs/paused/pause", "").statusCode());
    var _ = json(stand.post("/v1/jobs/paused/resume", ""), 200);
    await("paused", "done");
    assertEquals(
        "stopped", json(stand.post("/v1/jobs/ended/stop", ""), 200).path("state").asString());
    assertEquals(
        5, json(stand.get("/v1/jobs/ended"), 200).path("progress").path("pending").asInt());
    assertEquals(404, stand.get("/v1/jobs/none").statusCode());
    assertEquals(2, json(stand.get("/v1/jobs"), 200).path("jobs").size());
    assertEquals(
        "[\"app\"]", json(stand.get("/v1/schema-sets"), 200).path("schemaSets").toString());
    assertEquals(1, json(stand.get("/v1/schema-sets/app"), 200).path("version").asInt());
    assertEquals(404, stand.get("/v1/schema-sets/none").statusCode());
  }

  @Test
  void givesANewNamespaceItsSchemaOrNothing() throws Exception {
    assertEquals(List.of(1L), ask(name(0), "SELECT version FROM _gatehouse_schema"));
    assertEquals(1, version(name(0)));
    migration("0002_more.sql", "BEGIN; ALTER TABLE a ADD COLUMN y; COMMIT;");
    create("late");
    assertEquals(List.of(1L, 2L), ask("late", "SELECT version FROM _gatehouse_schema"));
    assertEquals(2, version("late"));
    migration("0003_broken.sql", "CREATE TABLE c(x);\n\nINSERT INTO nowhere VALUES (1);");
    var broken =
        json(stand.post("/v1/namespaces", "{\"name\":\"broken\",\"schemaSet\":\"app\"}"), 422);
    assertEquals("0003_broken.sql", broken.path("migration").asString());
    assertEquals(2, broken.path("statement").asInt());
    assertEquals(3, broken.path("line").asInt());
    var _ = json(stand.post("/v1/namespaces", "{\"name\":\"broken\",\"schemaSet\":\"none\"}"), 422);
    assertEquals(404, stand.get("/v1/namespaces/broken").statusCode());
  }
}
