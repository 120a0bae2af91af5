package dev.gatehouse.gateway.it;

import static dev.gatehouse.gateway.it.SessionClient.closeStream;
import static dev.gatehouse.gateway.it.SessionClient.execute;
import static dev.gatehouse.gateway.it.SessionClient.helloWith;
import static dev.gatehouse.gateway.it.SessionClient.openStream;
import static dev.gatehouse.gateway.it.SessionClient.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Refusal.Draining;
import dev.gatehouse.gateway.exchange.Refusal.TokenRevoked;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SqldExtension.class)
@SuppressWarnings("NullAway.Init")
class WebSocketIT {
  private static final String HELLO_OK = "{\"type\":\"hello_ok\"}";

  private static GatewayStand gateway;

  @BeforeAll
  static void start(RunningSqld sqld) throws Exception {
    gateway = new GatewayStand(sqld.http(), sqld.tokenKey());
    sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
    sqld.create(gateway.tenant("b", Lifecycle.ACTIVE).id());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static SessionClient session(String namespace) throws Exception {
    return session(namespace, Access.READ_WRITE);
  }

  private static SessionClient session(String namespace, Access access) throws Exception {
    SessionClient client =
        SessionClient.hello(gateway.url(), "hrana3", gateway.token(namespace, access));
    assertEquals(HELLO_OK, client.next());
    client.send(openStream(1, 1));
    assertAnswers("\"type\":\"open_stream\"", client.next());
    return client;
  }

  private static void assertAnswers(String expected, String answer) {
    assertTrue(answer.contains(expected), () -> "expected " + expected + " in " + answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hrana1", "hrana2", "hrana3"})
  void carriesStatementsInJson(String subprotocol) throws Exception {
    String token = gateway.token("a", Access.READ_WRITE);
    try (SessionClient client = SessionClient.hello(gateway.url(), subprotocol, token)) {
      client.send(openStream(1, 7));
      client.send(execute(2, 7, "select 41 + 1"));
      client.send(closeStream(3, 7));
      assertEquals(subprotocol, client.subprotocol());
      assertEquals(HELLO_OK, client.next());
      String answers = client.next(3);
      assertAnswers("\"request_id\":1", answers);
      assertAnswers("{\"type\":\"integer\",\"value\":\"42\"}", answers);
      assertAnswers("\"close_stream\"", answers);
    }
  }

  @Test
  void eachTenantReadsItsOwnDatabase() throws Exception {
    try (SessionClient a = session("a");
        SessionClient b = session("b")) {
      a.send(execute(2, 1, "create table secret (of_a text)"));
      assertAnswers("response_ok", a.next());
      b.send(execute(2, 1, "select * from secret"));
      assertAnswers("no such table", b.next());
    }
  }

  @Test
  void aReadOnlyTokenCannotWrite() throws Exception {
    try (SessionClient client = session("a", Access.READ_ONLY)) {
      client.send(execute(2, 1, "create table mine (x)"));
      assertAnswers("close 1011", client.next());
    }
    try (SessionClient client = session("a")) {
      client.send(execute(2, 1, "select * from mine"));
      assertAnswers("no such table", client.next());
    }
  }

  @Test
  void messagesInPartsAreOne() throws Exception {
    try (SessionClient client = session("a")) {
      client.sendParts(execute(2, 1, "select 'in parts'"));
      assertEquals("pong mid", client.next());
      assertAnswers("in parts", client.next());
    }
  }

  @Test
  void aHelloWithoutATokenIsRefused() throws Exception {
    try (SessionClient client = SessionClient.open(gateway.url(), "hrana2")) {
      client.send(helloWith(null));
      assertAnswers("\"code\":\"AUTH_HEADER_NOT_FOUND\"", client.next());
      assertEquals("close 1000 Thank you for using sqld", client.next());
    }
  }

  @Test
  void aForgedTokenIsRefused() throws Exception {
    String token = gateway.token("a", Access.READ_WRITE);
    String forged = token.substring(0, token.length() - 4) + "AAAA";
    try (SessionClient client = SessionClient.hello(gateway.url(), "hrana2", forged)) {
      assertAnswers("\"code\":\"AUTH_JWT_INVALID\"", client.next());
      assertEquals("close 1000 Thank you for using sqld", client.next());
    }
  }

  @Test
  void anExpiredTokenIsRefused() throws Exception {
    String token =
        gateway.token(
            "a", Access.READ_WRITE, Instant.now().minus(Duration.ofHours(2)), Duration.ofHours(1));
    try (SessionClient client = SessionClient.hello(gateway.url(), "hrana2", token)) {
      assertAnswers("\"code\":\"AUTH_JWT_EXPIRED\"", client.next());
      assertEquals("close 1000 Thank you for using sqld", client.next());
    }
  }

  @Test
  void anUnknownNamespaceIsRefusedWithoutAskingSqld() throws Exception {
    String token = gateway.token("nobody", Access.READ_WRITE);
    try (SessionClient client = SessionClient.hello(gateway.url(), "hrana2", token)) {
      assertAnswers("\"code\":\"NAMESPACE_NOT_FOUND\"", client.next());
      assertEquals("close 1000 Thank you for using sqld", client.next());
    }
  }

  @Test
  void aRequestBeforeTheHelloEndsTheSession() throws Exception {
    try (SessionClient client = SessionClient.open(gateway.url(), "hrana2")) {
      client.send(openStream(1, 1));
      assertEquals("close 1008 Received a request before hello message", client.next());
    }
  }

  @Test
  void whatIsNotHranaEndsTheSession() throws Exception {
    try (SessionClient client = session("a")) {
      client.send("{\"type\":\"request\",\"type\":\"hello\"}");
      assertAnswers("close 1007", client.next());
    }
    try (SessionClient client = session("a")) {
      client.send(new byte[] {1});
      assertAnswers("close 1003", client.next());
    }
    try (SessionClient client = session("a")) {
      client.send(execute(2, 99, "select 1"));
      assertAnswers("close 1011", client.next());
    }
  }

  /** sqld's reader takes all of these for messages. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'request','request_id':2,'request':['execute',1,{'sql':'select 1'}]}",
        "{'type':'request','request_id':2,'request':{'type':2,'stream_id':1,'stmt':{'sql':''}}}",
        "['request',2,{'type':'execute','stream_id':1,'stmt':{'sql':'select 1'}}]",
        "{'type':'request','request_id':2,'request':{'type':'execute','stream_id':1,"
            + "'stmt':['select 1']}}",
        "{'type':'request','request_id':2,'request':{'type':'execute','stream_id':1,"
            + "'stmt':{'sql':'select 1','sql':'select 2'}}}",
        "{'type':'request','request_id':2,'request':{'type':'execute','stream_id':1,"
            + "'stmt':{'sql':'\\ud800'}}}",
      })
  void whatCouldBeReadInTwoWaysEndsTheSession(String message) throws Exception {
    try (SessionClient client = session("a")) {
      client.send(message.replace('\'', '"'));
      assertAnswers("close 1007", client.next());
    }
  }

  @Test
  void aLaterHelloRenewsTheSession() throws Exception {
    try (SessionClient client = session("a")) {
      client.send(helloWith(gateway.token("a", Access.READ_WRITE)));
      client.send(execute(2, 1, "select 'still here'"));
      String answers = client.next(2);
      assertAnswers(HELLO_OK, answers);
      assertAnswers("still here", answers);
    }
  }

  @Test
  void aLaterHelloOfAnotherTenantEndsTheSession() throws Exception {
    try (SessionClient client = session("a")) {
      client.send(helloWith(gateway.token("b", Access.READ_WRITE)));
      client.send(execute(2, 1, "select 'never'"));
      assertAnswers("\"code\":\"NAMESPACE_NOT_FOUND\"", client.next());
      assertEquals("close 1000 Thank you for using sqld", client.next());
    }
  }

  @Test
  void aLaterHelloCannotRaiseTheAccess() throws Exception {
    try (SessionClient client = session("a", Access.READ_ONLY)) {
      client.send(helloWith(gateway.token("a", Access.READ_WRITE)));
      assertAnswers("\"code\":\"ACCESS_CHANGED\"", client.next());
      assertEquals("close 1000 Thank you for using sqld", client.next());
    }
  }

  @Test
  void forbiddenSqlIsRefusedAndTheSessionLives() throws Exception {
    try (SessionClient client = session("a")) {
      client.send(execute(2, 1, "select readfile('/etc/passwd')"));
      client.send(request(3, "{\"type\":\"store_sql\",\"sql_id\":5,\"sql\":\"attach 'x' as y\"}"));
      client.send(request(4, "{\"type\":\"execute\",\"stream_id\":1,\"stmt\":{\"sql_id\":5}}"));
      client.send(request(5, "{\"type\":\"close_sql\",\"sql_id\":5}"));
      client.send(execute(6, 1, "select 'alive'"));
      String answers = client.next(5);
      assertAnswers("\"request_id\":2,\"error\"", answers);
      assertAnswers("\"request_id\":3,\"error\"", answers);
      assertAnswers("\"code\":\"SQL_FORBIDDEN\"", answers);
      assertAnswers("\"request_id\":4,\"error\"", answers);
      assertAnswers("\"request_id\":5,\"response\"", answers);
      assertAnswers("alive", answers);
    }
  }

  @Test
  void aRevokedSessionEndsWithinASecond() throws Exception {
    try (SessionClient client = session("a");
        SessionClient other = session("b")) {
      long before = System.nanoTime();
      int closed =
          gateway
              .gateway()
              .sessions()
              .closeAll(
                  session -> session.caller().namespace().name().equals("a"), new TokenRevoked());
      assertTrue(closed >= 1);
      assertEquals("close 1008 The token has been revoked", client.next());
      assertTrue(System.nanoTime() - before < Duration.ofSeconds(1).toNanos());
      other.send(execute(2, 1, "select 'untouched'"));
      assertAnswers("untouched", other.next());
    }
  }

  @Test
  void aSessionEndsWithItsToken() throws Exception {
    // Issuers' clocks may be 5 s off: the session lives as much longer than its token.
    String token =
        gateway.token(
            "a",
            Access.READ_WRITE,
            Instant.now().minus(Duration.ofSeconds(60)),
            Duration.ofSeconds(57));
    try (SessionClient client = SessionClient.hello(gateway.url(), "hrana2", token)) {
      assertEquals(HELLO_OK, client.next());
      assertAnswers("close 1008 Authentication failed: The JWT has expired", client.next());
    }
  }

  @Test
  void aSessionIsToldThatGatehouseStops() throws Exception {
    try (SessionClient client = session("b")) {
      gateway
          .gateway()
          .sessions()
          .closeAll(s -> s.caller().namespace().name().equals("b"), new Draining());
      assertEquals("close 1001 Gatehouse is about to stop", client.next());
    }
  }
}
