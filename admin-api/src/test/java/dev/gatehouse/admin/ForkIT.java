package dev.gatehouse.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.testkit.RealSqld;
import dev.gatehouse.testkit.RunningSqld;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forks of a real sqld's namespaces, and its own admin API as Gatehouse offers it. */
@RealSqld
final class ForkIT {
  private final RunningSqld sqld;
  private final Path folder;
  private AdminStand stand;

  ForkIT(RunningSqld sqld, @TempDir Path folder) {
    this.sqld = sqld;
    this.folder = folder;
  }

  @BeforeEach
  void start() throws Exception {
    stand = AdminStand.start(folder, sqld);
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  private void create(String name) throws Exception {
    var reply = stand.post("/v1/namespaces", "{\"name\":\"%s\"}".formatted(name));
    assertEquals(201, reply.statusCode(), reply.body());
    sqld.sql(id(name), "CREATE TABLE a(x)", "INSERT INTO a VALUES (1)");
  }

  private NamespaceId id(String name) {
    return stand.registry().entry(new Namespace(name)).orElseThrow().id();
  }

  private List<?> ask(String name, String sql) throws Exception {
    return sqld.sql(id(name), sql).getFirst().rows();
  }

  private void assertGone(String name) throws Exception {
    assertEquals(404, stand.get("/v1/namespaces/" + name).statusCode());
    assertTrue(stand.registry().entry(new Namespace(name)).isEmpty());
  }

  @Test
  void forksWithoutTouchingTheSource() throws Exception {
    create("source");
    HttpResponse<String> reply = stand.post("/v1/namespaces/source/fork", "{\"name\":\"copy\"}");
    assertEquals(201, reply.statusCode(), reply.body());
    sqld.sql(id("copy"), "INSERT INTO a VALUES (2)");
    assertEquals(List.of(List.of(1L)), ask("source", "SELECT x FROM a"));
    assertEquals(List.of(List.of(1L), List.of(2L)), ask("copy", "SELECT x FROM a"));
    assertEquals(
        201,
        stand
            .post(
                "/v1/namespaces",
                "{\"name\":\"copy2\",\"seed\":{\"type\":\"fork\",\"of\":\"source\"}}")
            .statusCode());
    assertEquals(409, stand.post("/v1/namespaces/source/fork", "{\"name\":\"copy\"}").statusCode());
    assertEquals(404, stand.post("/v1/namespaces/none/fork", "{\"name\":\"copy3\"}").statusCode());
  }

  @Test
  void refusesAForkOfThePastWhereThereAreNoBackups() throws Exception {
    create("past");
    HttpResponse<String> reply =
        stand.post(
            "/v1/namespaces/past/fork", "{\"name\":\"then\",\"at\":\"2026-11-21T00:00:00Z\"}");
    assertEquals(409, reply.statusCode());
    assertTrue(reply.body().contains("no-backups"), reply.body());
    assertGone("then");
    assertEquals(List.of(List.of(1L)), ask("past", "SELECT x FROM a"));
    HttpResponse<String> zoneless =
        stand.post(
            "/v1/namespaces/past/fork", "{\"name\":\"then\",\"at\":\"2026-11-21T00:00:00\"}");
    assertEquals(400, zoneless.statusCode());
    assertEquals(201, stand.post("/v1/namespaces/past/fork", "{\"name\":\"then\"}").statusCode());
  }

  @Test
  void doesNotForkOntoANamespaceThatSqldHasUnloaded() throws Exception {
    NamespaceId source = sqld.create("CREATE TABLE a(x)");
    NamespaceId target = sqld.create("CREATE TABLE precious(x)");
    sqld.crash();
    assertThrows(SqldException.class, () -> sqld.adminApi().fork(source, target, Optional.empty()));
    assertEquals(0, sqld.sql(target, "SELECT * FROM precious").getFirst().rows().size());
  }

  @Test
  void speaksSqldsOwnAdminApi() throws Exception {
    assertEquals(200, stand.post("/v1/namespaces/own/create", "{}").statusCode());
    assertEquals(400, stand.post("/v1/namespaces/own/create", "{}").statusCode());
    for (String evil :
        List.of(
            "{\"dump_url\":\"file:///etc/passwd\"}",
            "{\"jwt_key\":\"x\"}",
            "{\"allow_attach\":true}")) {
      HttpResponse<String> reply = stand.post("/v1/namespaces/other/create", evil);
      assertEquals(400, reply.statusCode(), evil);
      assertTrue(reply.body().startsWith("{\"error\":"), reply.body());
      assertEquals(400, stand.post("/v1/namespaces/own/config", evil).statusCode(), evil);
    }
    assertGone("other");
    assertEquals(400, stand.post("/v1/namespaces/..%2Fx/create", "{}").statusCode());
    assertEquals(404, stand.post("/v1/namespaces/own/creat", "{}").statusCode());
    assertEquals(200, stand.post("/v1/namespaces/own/fork/mine", "{}").statusCode());
    assertEquals(404, stand.post("/v1/namespaces/none/fork/mine2", "{}").statusCode());
    assertEquals(200, stand.post("/v1/namespaces/own/checkpoint", "{}").statusCode());
    assertEquals(404, stand.post("/v1/namespaces/never/checkpoint", "{}").statusCode());
    assertEquals(200, stand.post("/v1/namespaces/never/create", "{}").statusCode());
    assertEquals(200, stand.get("/v1/namespaces/own/stats").statusCode());
    assertEquals(200, stand.delete("/v1/namespaces/own/stats/top").statusCode());
    assertEquals(404, stand.delete("/v1/namespaces/own/stats/x").statusCode());
  }

  @Test
  void changesOneFieldOfTheConfigurationAndForgetsNone() throws Exception {
    assertEquals(200, stand.post("/v1/namespaces/conf/create", "{}").statusCode());
    assertEquals(
        200,
        stand
            .post(
                "/v1/namespaces/conf/config",
                "{\"block_writes\":true,\"block_reason\":\"because\",\"txn_timeout_s\":3}")
            .statusCode());
    assertEquals(
        200, stand.post("/v1/namespaces/conf/config", "{\"max_db_size\":\"10MB\"}").statusCode());
    String config = stand.get("/v1/namespaces/conf/config").body();
    assertTrue(config.contains("\"block_writes\":true"), config);
    assertTrue(config.contains("\"block_reason\":\"because\""), config);
    assertTrue(config.contains("\"txn_timeout_s\":3"), config);
    assertFalse(config.contains("PB"), config);
  }
}
