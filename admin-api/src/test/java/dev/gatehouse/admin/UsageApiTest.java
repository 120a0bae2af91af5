package dev.gatehouse.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.admin.provision.FakeNode;
import dev.gatehouse.admin.registry.Amount;
import dev.gatehouse.admin.registry.Block;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UsageApiTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

  @TempDir private Path folder;
  private AdminStand stand;

  @BeforeEach
  void start() throws Exception {
    var clock = InstantSource.fixed(Instant.parse("2026-11-01T10:00:00Z"));
    stand = AdminStand.start(folder, new FakeNode(), clock);
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  private NamespaceId create(String name, long read, long written) throws Exception {
    assertEquals(201, stand.post("/v1/namespaces", "{\"name\":\"" + name + "\"}").statusCode());
    NamespaceId id = stand.registry().find(new Namespace(name)).orElseThrow().id();
    stand
        .file()
        .usage()
        .add(
            List.of(
                new Amount(id, OCTOBER, read, written, 0),
                new Amount(id, OCTOBER.plusMonths(1), 1, 1, 0)));
    return id;
  }

  private JsonNode get(String path) throws Exception {
    var answer = stand.get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  @Test
  void showsWhatANamespaceUsedAndMayUse() throws Exception {
    NamespaceId id = create("shop", 10, 20);
    stand.patch("/v1/namespaces/shop", "{\"quota\":{\"rowsRead\":5,\"storageBytes\":null}}");
    stand.file().usage().block(id, Block.READS, true);
    assertEquals(
        JSON.readTree(
            """
            {"namespace":"shop","id":"%s","month":"2026-10","rowsRead":10,"rowsWritten":20,
             "storageBytes":0,"quota":{"rowsRead":5,"rowsWritten":null,"storageBytes":null},
             "blocked":"reads"}"""
                .formatted(id)),
        get("/v1/namespaces/shop/usage?month=2026-10"));
    assertEquals("2026-11", get("/v1/namespaces/shop/usage").path("month").asString());
    assertEquals(5, get("/v1/namespaces/shop").path("quota").path("rowsRead").asInt());
    stand.patch("/v1/namespaces/shop", "{\"quota\":null}");
    assertEquals(true, get("/v1/namespaces/shop").path("quota").isNull());
  }

  @Test
  void ranksThoseWhoUsedMost() throws Exception {
    NamespaceId _ = create("a", 10, 1);
    NamespaceId _ = create("b", 5, 30);
    NamespaceId _ = create("c", 7, 2);
    JsonNode read = get("/v1/usage?month=2026-10&limit=2");
    assertEquals(22, read.path("rowsRead").asInt());
    assertEquals(33, read.path("rowsWritten").asInt());
    assertEquals(3, read.path("namespaces").asInt());
    assertEquals("a", read.path("top").path(0).path("namespace").asString());
    assertEquals("c", read.path("top").path(1).path("namespace").asString());
    assertEquals(2, read.path("top").size());
    JsonNode written = get("/v1/usage?month=2026-10&by=rows_written");
    assertEquals("b", written.path("top").path(0).path("namespace").asString());
  }

  @Test
  void refusesWhatIsNoMonthAndNoQuota() throws Exception {
    NamespaceId _ = create("shop", 0, 0);
    assertEquals(400, stand.get("/v1/usage?month=2026-13").statusCode());
    assertEquals(400, stand.get("/v1/usage?by=size").statusCode());
    assertEquals(404, stand.get("/v1/namespaces/none/usage").statusCode());
    String negative = "{\"quota\":{\"rowsRead\":-1}}";
    assertEquals(400, stand.patch("/v1/namespaces/shop", negative).statusCode());
    String unknown = "{\"quota\":{\"rows\":1}}";
    assertEquals(400, stand.patch("/v1/namespaces/shop", unknown).statusCode());
  }
}
