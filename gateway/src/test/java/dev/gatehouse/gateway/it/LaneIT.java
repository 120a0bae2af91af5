package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.testkit.HranaClient;
import dev.gatehouse.testkit.HranaReply;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RealSqld;
import dev.gatehouse.testkit.RunningSqld;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Warm lanes before a real sqld. */
@RealSqld(hardened = true)
@Timeout(120)
class LaneIT {
  private static final String ENDLESS =
      "with recursive c(x) as (select 1 union all select x+1 from c) select count(*) from c";

  /** Every namespace is busy enough. */
  private static GatewayStand stand(RunningSqld sqld) throws Exception {
    return stand(sqld, 0, Duration.ofMinutes(10));
  }

  private static GatewayStand stand(RunningSqld sqld, int busyPerSecond, Duration idle)
      throws Exception {
    var bounds = new LaneBounds(48, 16, busyPerSecond, idle, 64 << 10);
    return GatewayStand.withLanes(sqld.http(), sqld.tokenKey(), bounds);
  }

  private static TenantRecord tenant(GatewayStand stand, RunningSqld sqld, String name)
      throws Exception {
    TenantRecord tenant = stand.tenant(name, Lifecycle.ACTIVE);
    sqld.create(tenant.id());
    sqld.sql(tenant.id(), "create table t(a)", "insert into t values ('" + name + "')");
    return tenant;
  }

  private static HranaClient client(GatewayStand stand, String name) {
    return HranaClient.of(stand.url()).withToken(stand.token(name, Access.READ_WRITE));
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "never happened: " + what);
      Thread.onSpinWait();
    }
  }

  /** Asks until an answer came from a lane. */
  private static void warm(GatewayStand stand, HranaClient client, String sql) {
    long before = stand.ways("lane");
    await(
        "a pipeline on a lane",
        () -> {
          assertEquals(200, client.execute(sql).status());
          return stand.ways("lane") > before;
        });
  }

  @Test
  void openForABusyNamespaceOnly(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld, 1_000_000, Duration.ofMinutes(10))) {
      tenant(stand, sqld, "quiet");
      assertEquals(200, client(stand, "quiet").execute("select * from t").status());
      assertEquals(1, stand.ways("quiet"));
      assertEquals(0, stand.lanes());
    }
  }

  @Test
  void belongToOneNamespace(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      for (String name : new String[] {"one", "two"}) {
        tenant(stand, sqld, name);
        warm(stand, client(stand, name), "select * from t");
      }
      for (int i = 0; i < 100; i++) {
        String name = i % 3 == 0 ? "one" : "two";
        String answer = client(stand, name).execute("select * from t").body();
        assertTrue(answer.contains("\"" + name + "\""), answer);
      }
    }
  }

  @Test
  void tellNobodyTheLastRowOfAnother(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      TenantRecord tenant = tenant(stand, sqld, "rows");
      sqld.sql(tenant.id(), "create table u(a primary key) without rowid");
      HranaClient client = client(stand, "rows");
      warm(stand, client, "insert into t values (1), (2)");
      long before = stand.ways("lane");
      String answer = client.execute("insert into u values (1)").body();
      assertTrue(answer.contains("\"last_insert_rowid\":\"0\""), answer);
      answer = client.execute("insert into u values (2) on conflict (a) do nothing").body();
      assertTrue(answer.contains("\"last_insert_rowid\":\"0\""), answer);
      assertEquals(before + 2, stand.ways("lane"));
    }
  }

  @Test
  void changeTablesAsTheyAreNow(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      TenantRecord tenant = tenant(stand, sqld, "newer");
      HranaClient client = client(stand, "newer");
      warm(stand, client, "insert into t values (1)");
      long before = stand.ways("lane");
      sqld.sql(tenant.id(), "alter table t add column b", "create unique index i on t(b)");
      for (String sql :
          new String[] {
            "insert into t values (1, 2)",
            "insert into t values (1, 2) on conflict (b) do update set a = 3"
          }) {
        String answer = client.execute(sql).body();
        assertTrue(answer.contains("\"affected_row_count\":1"), answer);
      }
      assertEquals(before + 2, stand.ways("lane"));
    }
  }

  @Test
  void failToReadWhatCannotBeReadNowAlone(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      TenantRecord tenant = tenant(stand, sqld, "wider");
      HranaClient client = client(stand, "wider");
      String sql = "select * from t union all select 1, 2";
      warm(stand, client, "select * from t");
      assertTrue(client.execute(sql).body().contains("result columns"));
      sqld.sql(tenant.id(), "alter table t add column b");
      String answer = client.execute(sql).body();
      assertTrue(answer.contains("\"value\":\"2\""), answer);
    }
  }

  @Test
  void sayWhatIsBlockedAsSqldDoes(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      TenantRecord tenant = tenant(stand, sqld, "blocked");
      HranaClient client = client(stand, "blocked");
      warm(stand, client, "insert into t values (1)");
      sqld.adminApi().blockForQuota(tenant.id(), false, true, "test");
      for (int i = 0; i < 3; i++) {
        HranaReply reply = client.execute("insert into t values (2)");
        assertEquals(200, reply.status(), reply.body());
        assertTrue(reply.body().contains("\"BLOCKED\""), reply.body());
      }
      assertTrue(stand.ways("tricky") > 0, "no lane is used for changes");
      sqld.adminApi().blockForQuota(tenant.id(), false, false, "");
      String answer = client.execute("insert into t values (2)").body();
      assertTrue(answer.contains("\"last_insert_rowid\":\""), answer);
    }
  }

  @Test
  void endWithTheRightToServeTheNamespace(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      TenantRecord tenant = tenant(stand, sqld, "gone");
      warm(stand, client(stand, "gone"), "select * from t");
      stand.become(tenant, Lifecycle.SUSPENDED);
      await("no lane", () -> stand.lanes() == 0);
    }
  }

  @Test
  void showNothingOfARestart(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      tenant(stand, sqld, "steady");
      HranaClient client = client(stand, "steady");
      for (int i = 0; i < 3; i++) {
        warm(stand, client, "select * from t");
        sqld.crash();
        assertEquals(200, client.execute("select * from t").status());
      }
    }
  }

  @Test
  void readTablesAsTheyAreAfterARestart(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      TenantRecord tenant = tenant(stand, sqld, "newer-again");
      HranaClient client = client(stand, "newer-again");
      for (int i = 0; i < 50; i++) {
        assertEquals(200, client.execute("insert into t values (1)").status());
      }
      warm(stand, client, "select * from t");
      // An sqld that was killed counts what was written from the beginning.
      sqld.crash();
      for (int i = 0; i < 5; i++) {
        warm(stand, client, "select * from t");
        sqld.sql(tenant.id(), "alter table t add column c" + i);
        String answer = client.execute("select * from t").body();
        assertTrue(answer.contains("\"name\":\"c" + i + "\""), answer);
      }
    }
  }

  @Test
  void leaveToConnectionsWhatIsNoText(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      tenant(stand, sqld, "odd");
      HranaClient client = client(stand, "odd");
      warm(stand, client, "select * from t");
      await(
          "a shape that is shunned",
          () -> {
            HranaReply reply = client.execute("select cast(x'ff' as text)");
            assertEquals(500, reply.status());
            assertTrue(reply.body().contains("invalid utf-8 sequence"), reply.body());
            return stand.ways("shunned") > 0;
          });
      warm(stand, client, "select * from t");
    }
  }

  @Test
  void leaveToConnectionsWhatIsLong(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      tenant(stand, sqld, "long");
      HranaClient client = client(stand, "long");
      warm(stand, client, "select * from t");
      await(
          "a shape that is shunned",
          () -> {
            HranaReply reply = client.execute("select printf('%.*c', 3000000, 'x')");
            assertEquals(200, reply.status());
            assertTrue(reply.body().length() > 3_000_000);
            return stand.ways("shunned") > 0;
          });
    }
  }

  @Test
  void stopWhatNobodyWaitsFor(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld, 0, Duration.ofMillis(500))) {
      tenant(stand, sqld, "hasty");
      warm(stand, client(stand, "hasty"), "select * from t");
      long before = stand.ways("lane");
      String body =
          "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"%s\"}},{\"type\":\"close\"}]}"
              .formatted(ENDLESS);
      // One of these connections shares its event loop with the lane.
      await(
          "an endless read on a lane",
          () -> {
            abandoned(stand, body);
            return stand.ways("lane") > before;
          });
      // One with a lease is not idle, and closes only when sqld is told to stop.
      await("no lane", () -> stand.lanes() == 0);
    }
  }

  private static void abandoned(GatewayStand stand, String body) {
    long asked = asked(stand);
    try (RawHttp client = RawHttp.connect(stand.url())) {
      client.send(
          """
          POST /v3/pipeline HTTP/1.1\r
          host: a\r
          authorization: Bearer %s\r
          content-length: %d\r
          \r
          %s"""
              .formatted(stand.token("hasty", Access.READ_WRITE), body.length(), body));
      await("a request that is under way", () -> asked(stand) > asked);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static long asked(GatewayStand stand) {
    return stand.ways().values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void tellThatNobodyKnowsWhatBecameOfAChange(RunningSqld sqld) throws Exception {
    try (var stand = stand(sqld)) {
      tenant(stand, sqld, "lost");
      HranaClient client = client(stand, "lost");
      warm(stand, client, "update t set a = 0");
      String slow = "update t set a = a + 1 + (" + ENDLESS + ")";
      long before = stand.ways("lane");
      CompletableFuture<HranaReply> reply =
          CompletableFuture.supplyAsync(() -> client.execute(slow));
      await("a change on a lane", () -> stand.ways("lane") > before || reply.isDone());
      sqld.crash();
      assertEquals(502, reply.get().status());
      assertTrue(reply.get().body().contains("OUTCOME_UNKNOWN"), reply.get().body());
      assertEquals(0, stand.ways("again"));
      assertTrue(client.execute("select a from t").body().contains("\"value\":\"0\""));
    }
  }
}
