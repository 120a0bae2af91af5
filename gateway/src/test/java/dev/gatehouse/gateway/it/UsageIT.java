package dev.gatehouse.gateway.it;

import static dev.gatehouse.gateway.it.SessionClient.openStream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.Usage;
import dev.gatehouse.testkit.HranaClient;
import dev.gatehouse.testkit.HranaReply;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is counted is what a real sqld has counted itself, on every carrier. */
@ExtendWith(SqldExtension.class)
class UsageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String[] STATEMENTS = {
    "create table t (x primary key, y)",
    "insert into t values ('\"rows_read\":999999', 1), ('\",\"rows_written\":77', 2), ('\\', 3)",
    "select x as \"rows_read\", y from t",
    "select 1",
    "update t set y = y + 1 where y > 1",
    "delete from t where y = 1"
  };

  private GatewayStand gateway;
  private RunningSqld sqld;
  private TenantRecord tenant;
  private String token;

  @BeforeEach
  void start(RunningSqld running) throws Exception {
    sqld = running;
    gateway = new GatewayStand(sqld.http(), sqld.tokenKey());
    tenant = gateway.tenant("a", Lifecycle.ACTIVE);
    sqld.create(tenant.id());
    token = gateway.token("a", Access.READ_WRITE);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private HranaClient client() {
    return HranaClient.of(gateway.url()).withToken(token);
  }

  /** sqld counts a statement a moment after it has answered it. */
  private void assertAsSqldCounts() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String expected;
    String counted;
    do {
      var stats = sqld.adminApi().stats(tenant.id());
      expected =
          stats.path("rows_read_count").asLong() + " " + stats.path("rows_written_count").asLong();
      Usage usage = gateway.usage().of(tenant);
      counted = usage.rowsRead() + " " + usage.rowsWritten();
    } while (!expected.equals(counted) && System.nanoTime() < end);
    assertEquals(expected, counted);
    assertTrue(gateway.usage().of(tenant).rowsWritten() > 5, counted);
  }

  @Test
  void overPipelinesBatchesAndTheOlderApis() throws Exception {
    for (String sql : STATEMENTS) {
      assertEquals(200, client().execute(sql).status());
    }
    String batch =
        """
        {"requests":[{"type":"batch","batch":{"steps":[
          {"stmt":{"sql":"insert into t values (10, 10)"}},{"stmt":{"sql":"select * from t"}},
          {"stmt":{"sql":"select nothing"}}]}},{"type":"close"}]}""";
    assertEquals(200, client().post("/v3/pipeline", batch).status());
    assertEquals(
        200,
        client()
            .post("/", "{\"statements\":[\"insert into t values (11,1)\",\"select 2\"]}")
            .status());
    assertEquals(
        200, client().post("/v1/execute", "{\"stmt\":{\"sql\":\"select * from t\"}}").status());
    assertEquals(
        200,
        client()
            .post("/v1/batch", "{\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"select * from t\"}}]}}")
            .status());
    assertAsSqldCounts();
  }

  @Test
  void overProtobuf() throws Exception {
    var body = new ByteArrayOutputStream();
    for (String sql : STATEMENTS) {
      byte[] statement = ProtobufSessionIT.text(1, sql);
      body.writeBytes(
          ProtobufSessionIT.field(
              2, ProtobufSessionIT.field(2, ProtobufSessionIT.field(1, statement))));
    }
    body.writeBytes(ProtobufSessionIT.field(2, ProtobufSessionIT.field(1)));
    var request =
        HttpRequest.newBuilder(URI.create(gateway.url() + "/v3-protobuf/pipeline"))
            .header("authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      assertEquals(200, http.send(request, BodyHandlers.discarding()).statusCode());
    }
    assertAsSqldCounts();
  }

  @Test
  void overWebSockets() throws Exception {
    try (var session = SessionClient.hello(gateway.url(), "hrana3", token)) {
      session.send(openStream(1, 1));
      session.next(2);
      int id = 2;
      for (String sql : STATEMENTS) {
        String quoted = sql.replace("\\", "\\\\").replace("\"", "\\\"");
        session.send(SessionClient.execute(id++, 1, quoted));
        assertTrue(session.next().contains("response_ok"), sql);
      }
    }
    assertAsSqldCounts();
  }

  @Test
  void overWebSocketsInProtobuf() throws Exception {
    try (var session = SessionClient.open(gateway.url(), "hrana3-protobuf")) {
      session.send(ProtobufSessionIT.field(1, ProtobufSessionIT.text(1, token)));
      session.send(
          ProtobufSessionIT.field(
              2,
              ProtobufSessionIT.number(1, 1),
              ProtobufSessionIT.field(2, ProtobufSessionIT.number(1, 1))));
      session.next(2);
      int id = 2;
      for (String sql : STATEMENTS) {
        session.send(ProtobufSessionIT.execute(id++, sql));
        assertTrue(session.next().startsWith("1a"), sql);
      }
    }
    assertAsSqldCounts();
  }

  @Test
  void cursorsAndSequencesSayThatThereIsMore() throws Exception {
    String cursor = "{\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"select 1\"}}]}}";
    assertFalse(gateway.usage().of(tenant).more());
    assertEquals(200, client().post("/v3/cursor", cursor).status());
    assertTrue(gateway.usage().of(tenant).more());
  }

  @Test
  void aBlockIsSqldsOwnAnswerAndAWarningIsAHeader() throws Exception {
    assertEquals(200, client().execute(STATEMENTS).status());
    sqld.adminApi().blockForQuota(tenant.id(), false, true, "rows written");
    HranaReply write = client().execute("delete from t");
    assertEquals("BLOCKED", write.errorCode(0));
    assertTrue(write.body().contains("Quota exceeded: rows written"), write.body());
    assertEquals("1", client().execute("select 1").value());
    assertEquals(1, gateway.usage().of(tenant).blocked());
    gateway.usage().warn(tenant, "rows-written=100%");
    HranaReply warned = client().execute("select 1");
    assertEquals("rows-written=100%", warned.headers().firstValue("gatehouse-quota").orElse(""));
  }
}
