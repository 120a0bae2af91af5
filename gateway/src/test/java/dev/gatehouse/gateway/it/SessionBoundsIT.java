package dev.gatehouse.gateway.it;

import static dev.gatehouse.gateway.it.SessionClient.closeStream;
import static dev.gatehouse.gateway.it.SessionClient.execute;
import static dev.gatehouse.gateway.it.SessionClient.helloWith;
import static dev.gatehouse.gateway.it.SessionClient.openStream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.decode.SessionBounds;
import dev.gatehouse.gateway.journey.stream.SessionTerms;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SqldExtension.class)
class SessionBoundsIT {
  private static final Limits WIDE = new Limits(100_000, 1_000_000, 64);
  private static final String HELLO_OK = "{\"type\":\"hello_ok\"}";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(300);

  private static SessionSettings settings(Duration hello, Duration idle, Duration age) {
    return new SessionSettings(
        new SessionBounds(64 << 10, hello, Duration.ofMillis(100), idle, SHORT, true),
        new SessionTerms(age, Duration.ofSeconds(5), 16, LONG),
        2,
        Duration.ofSeconds(5));
  }

  private static SessionSettings roomy() {
    return settings(LONG, LONG, LONG);
  }

  private static SessionSettings patient() {
    return new SessionSettings(
        new SessionBounds(64 << 10, LONG, LONG, LONG, SHORT, true),
        new SessionTerms(LONG, Duration.ofSeconds(5), 16, LONG),
        2,
        Duration.ofSeconds(5));
  }

  private static GatewayStand stand(RunningSqld sqld, SessionSettings settings, Limits limits)
      throws Exception {
    var gateway =
        new GatewayStand(sqld.http(), sqld.tokenKey(), settings, GatewayStand.Bounds.of(limits, 3));
    sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
    return gateway;
  }

  private static SessionClient session(GatewayStand gateway) throws Exception {
    return SessionClient.hello(gateway.url(), "hrana3", gateway.token("a", Access.READ_WRITE));
  }

  private static void awaitSessions(GatewayStand gateway, int expected) {
    long until = System.nanoTime() + LONG.toNanos();
    while (gateway.gateway().sessions().count() != expected && System.nanoTime() < until) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    assertEquals(expected, gateway.gateway().sessions().count());
  }

  private static void assertAnswers(String expected, String answer) {
    assertTrue(answer.contains(expected), () -> "expected " + expected + " in " + answer);
  }

  @Test
  void aClientThatSaysNoHelloIsClosed(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld, settings(SHORT, LONG, LONG), WIDE);
        SessionClient client = SessionClient.open(gateway.url(), "hrana3")) {
      assertEquals("close 1008 No hello message in time", client.next());
    }
  }

  @Test
  void aSessionWithoutRequestsIsClosed(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld, settings(LONG, SHORT, LONG), WIDE);
        SessionClient client = session(gateway)) {
      assertEquals(HELLO_OK, client.next());
      assertEquals("close 1001 Nothing was asked for long", client.next());
    }
  }

  @Test
  void anOldSessionIsClosed(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld, settings(LONG, LONG, SHORT), WIDE);
        SessionClient client = session(gateway)) {
      assertEquals(HELLO_OK, client.next());
      assertEquals("close 1001 The session has reached its maximum age", client.next());
    }
  }

  @Test
  void aNamespaceHasSoManySessions(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld, roomy(), WIDE)) {
      try (SessionClient first = session(gateway);
          SessionClient second = session(gateway);
          SessionClient third = session(gateway)) {
        assertEquals(HELLO_OK, first.next());
        assertEquals(HELLO_OK, second.next());
        assertAnswers("\"code\":\"OVER_LIMIT\"", third.next());
        first.send("no message");
        assertAnswers("close 1007", first.next());
      }
      awaitSessions(gateway, 0);
      try (SessionClient next = session(gateway)) {
        assertEquals(HELLO_OK, next.next());
      }
    }
  }

  @Test
  void aNamespaceHasSoManyStreamsOverAllItsSessions(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld, roomy(), WIDE);
        SessionClient first = session(gateway);
        SessionClient second = session(gateway)) {
      first.send(openStream(1, 1));
      first.send(openStream(2, 2));
      assertEquals(HELLO_OK, first.next());
      assertAnswers("response_ok", first.next());
      assertAnswers("response_ok", first.next());
      second.send(openStream(1, 1));
      second.send(openStream(2, 2));
      second.send(execute(3, 2, "select 1"));
      second.send(closeStream(4, 2));
      second.send(execute(5, 1, "select 'fine'"));
      assertEquals(HELLO_OK, second.next());
      String all = second.next(5);
      assertAnswers("\"request_id\":2,\"error\"", all);
      assertAnswers("\"request_id\":3,\"error\"", all);
      assertAnswers("\"request_id\":4,\"response\":{\"type\":\"close_stream\"}", all);
      assertAnswers("fine", all);
      first.send(closeStream(6, 1));
      assertAnswers("close_stream", first.next());
      second.send(openStream(7, 7));
      assertAnswers("\"request_id\":7,\"response\"", second.next());
    }
  }

  @Test
  void aRequestOverTheLimitIsRefusedAndTheSessionLives(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld, roomy(), new Limits(5, 1000, 64));
        SessionClient client = session(gateway)) {
      client.send(openStream(1, 1));
      for (int id = 2; id < 12; id++) {
        client.send(execute(id, 1, "select 'fine'"));
      }
      assertEquals(HELLO_OK, client.next());
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        answers.add(client.next());
      }
      long refused = answers.stream().filter(a -> a.contains("OVER_LIMIT")).count();
      long served = answers.stream().filter(a -> a.contains("fine")).count();
      assertEquals(10, refused + served, answers::toString);
      assertTrue(refused >= 1 && served >= 3, answers::toString);
    }
  }

  @Test
  void aMessageThatIsTooLargeEndsTheSession(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld, roomy(), WIDE);
        SessionClient client = session(gateway)) {
      assertEquals(HELLO_OK, client.next());
      client.send(openStream(1, 1));
      assertAnswers("response_ok", client.next());
      client.send(execute(2, 1, "select '" + "x".repeat(70_000) + "'"));
      assertAnswers("close 1009", client.next());
    }
  }

  @Test
  void manyRequestsAtOnceAreAllAnswered(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld, roomy(), WIDE);
        SessionClient client = session(gateway)) {
      client.send(openStream(1, 1));
      for (int id = 2; id < 502; id++) {
        client.send(execute(id, 1, "select " + id));
      }
      assertEquals(HELLO_OK, client.next());
      String answers = client.next(501);
      for (int id = 1; id < 502; id++) {
        assertAnswers("\"request_id\":" + id + ",", answers);
      }
    }
  }

  @Test
  void aClientThatDoesNotReadCostsAWindow(RunningSqld sqld) throws Exception {
    int answers = 16;
    int bytesEach = 2 << 20;
    var memory = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
    try (GatewayStand gateway = stand(sqld, patient(), WIDE);
        SessionClient slow = SessionClient.openLazily(gateway.url(), "hrana3");
        SessionClient quick = session(gateway)) {
      quick.send(openStream(1, 1));
      assertEquals(HELLO_OK, quick.next());
      assertAnswers("open_stream", quick.next());
      long before = memory.usedDirectMemory() + memory.usedHeapMemory();
      slow.send(helloWith(gateway.token("a", Access.READ_WRITE)));
      slow.send(openStream(1, 1));
      for (int id = 2; id < 2 + answers; id++) {
        slow.send(execute(id, 1, "select hex(zeroblob(" + bytesEach / 2 + "))"));
      }
      long most = 0;
      for (int id = 2; id < 1000; id++) {
        quick.send(execute(id, 1, "select 1"));
        assertAnswers("response_ok", quick.next());
        most = Math.max(most, memory.usedDirectMemory() + memory.usedHeapMemory() - before);
      }
      long held = most;
      assertTrue(held < 2L * bytesEach, () -> held + " bytes are held");
      slow.request(Long.MAX_VALUE);
      assertEquals(HELLO_OK, slow.next());
      assertAnswers("open_stream", slow.next());
      for (int id = 2; id < 2 + answers; id++) {
        assertAnswers("response_ok", slow.next());
      }
    }
  }

  @Test
  void aClientThatDoesNotReadKeepsNobodyWaiting(RunningSqld sqld) throws Exception {
    int places = 2;
    try (GatewayStand gateway = stand(sqld, patient(), new Limits(100_000, 1_000_000, places));
        SessionClient slow = SessionClient.openLazily(gateway.url(), "hrana3");
        SessionClient quick = session(gateway)) {
      quick.send(openStream(1, 1));
      assertEquals(HELLO_OK, quick.next());
      assertAnswers("open_stream", quick.next());
      slow.send(helloWith(gateway.token("a", Access.READ_WRITE)));
      slow.send(openStream(1, 1));
      for (int id = 2; id < 14; id++) {
        slow.send(execute(id, 1, "select hex(zeroblob(1048576))"));
      }
      for (int id = 2; id < 200; id++) {
        quick.send(execute(id, 1, "select 1"));
        assertAnswers("response_ok", quick.next());
      }
    }
  }

  @Test
  void aClientThatVanishesLeavesNothingBehind(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld, roomy(), WIDE);
        SessionClient stays = session(gateway)) {
      stays.send(openStream(1, 1));
      stays.send(execute(2, 1, "create table if not exists t (x)"));
      assertAnswers("affected_row_count", stays.next(3));
      try (SessionClient vanishes = session(gateway)) {
        vanishes.send(openStream(1, 1));
        vanishes.send(openStream(2, 2));
        vanishes.send(execute(3, 1, "begin immediate"));
        for (int i = 0; i < 4; i++) {
          vanishes.next();
        }
      }
      long before = System.nanoTime();
      stays.send(execute(3, 1, "insert into t values (1)"));
      assertAnswers("\"affected_row_count\":1", stays.next());
      // Left to itself, sqld frees the lock of a stolen transaction after five seconds.
      assertTrue(System.nanoTime() - before < Duration.ofSeconds(2).toNanos());
      awaitSessions(gateway, 1);
      stays.send(openStream(4, 2));
      stays.send(openStream(5, 3));
      assertAnswers("response_ok", stays.next());
      assertAnswers("response_ok", stays.next());
    }
  }

  @Test
  void aDrainingGatewayWaitsForOpenStreams(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld, roomy(), WIDE);
        SessionClient busy = session(gateway);
        SessionClient quiet = session(gateway)) {
      assertEquals(HELLO_OK, quiet.next());
      busy.send(openStream(1, 1));
      assertEquals(HELLO_OK, busy.next());
      assertAnswers("response_ok", busy.next());
      Thread draining = Thread.startVirtualThread(() -> gateway.gateway().drain(LONG));
      assertEquals("close 1001 Gatehouse is about to stop", quiet.next());
      busy.send(execute(2, 1, "select 'finished'"));
      busy.send(closeStream(3, 1));
      String answers = busy.next(2);
      assertAnswers("finished", answers);
      assertAnswers("close_stream", answers);
      assertEquals("close 1001 Gatehouse is about to stop", busy.next());
      draining.join();
    }
  }
}
