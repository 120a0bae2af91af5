package dev.gatehouse.gateway.it;

import static dev.gatehouse.gateway.it.SessionClient.execute;
import static dev.gatehouse.gateway.it.SessionClient.openStream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.gateway.journey.stream.SessionTerms;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import dev.gatehouse.testkit.SqldExtension;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers that are too large, and bodies that ask for too much at once. */
@ExtendWith(SqldExtension.class)
class SizesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int RESPONSE_BYTES_MAX = 8 << 10;
  private static final int STATEMENTS_MAX = 3;
  private static final String SMALL = "{\"baton\":null,\"base_url\":null,\"results\":[]}";
  private static final String LARGE =
      "{\"baton\":null,\"base_url\":null,\"results\":[\"%s\"]}"
          .formatted("x".repeat(2 * RESPONSE_BYTES_MAX));

  private static GatewayStand stand(URI upstream, SigningKey key) throws IOException {
    var sessions = SessionSettings.DEFAULT;
    var bounds =
        new GatewayStand.Bounds(
            new Limits(100_000, 1_000_000, 64),
            64,
            new DecodeBounds(
                8 << 10, 16 << 10, 1 << 20, STATEMENTS_MAX, PATIENCE, PATIENCE, PATIENCE),
            new PoolBounds(8, 8, PATIENCE, PATIENCE),
            new RelayBounds(PATIENCE, PATIENCE, RESPONSE_BYTES_MAX),
            GatewayStand.Bounds.NO_BREAKER,
            TurnBounds.DEFAULT);
    return new GatewayStand(
        upstream,
        key,
        new SessionSettings(
            sessions.bounds(),
            new SessionTerms(PATIENCE, Duration.ofSeconds(5), 16, RESPONSE_BYTES_MAX, PATIENCE),
            4,
            PATIENCE),
        bounds);
  }

  private static String pipeline(GatewayStand gateway, int statements) {
    String one = "{\"type\":\"execute\",\"stmt\":{\"sql\":\"select 1\"}}";
    String body =
        "{\"requests\":[%s]}".formatted(String.join(",", Collections.nCopies(statements, one)));
    return ("POST /v2/pipeline HTTP/1.1\r\nhost: a\r\nauthorization: Bearer %s\r\n"
            + "content-length: %d\r\n\r\n%s")
        .formatted(gateway.token("a", Access.READ_WRITE), body.length(), body);
  }

  @Test
  void anAnswerThatSaysItIsTooLargeIsRefused() throws Exception {
    try (var upstream = ScriptedUpstream.start(Script.answersJson(200, LARGE));
        GatewayStand gateway = stand(upstream.uri(), SigningKey.generate())) {
      gateway.tenant("a", Lifecycle.ACTIVE);
      try (RawHttp client = RawHttp.connect(gateway.url())) {
        var answer = client.send(pipeline(gateway, 1)).read();
        assertEquals(400, answer.status());
        assertTrue(answer.text().contains("RESPONSE_TOO_LARGE"), answer.text());
        upstream.follow(Script.answersJson(200, SMALL));
        assertEquals(200, client.send(pipeline(gateway, 1)).read().status());
      }
      FaultStand.await("no stream counts", () -> gateway.streams() == 0);
    }
  }

  @Test
  void anAnswerThatGrowsTooLargeIsCut() throws Exception {
    String chunked =
        ("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n"
                + "\r\n%x\r\n%s\r\n0\r\n\r\n")
            .formatted(LARGE.length(), LARGE);
    try (var upstream = ScriptedUpstream.start(Script.answers(chunked));
        GatewayStand gateway = stand(upstream.uri(), SigningKey.generate())) {
      gateway.tenant("a", Lifecycle.ACTIVE);
      try (RawHttp client = RawHttp.connect(gateway.url())) {
        client.send(pipeline(gateway, 1));
        gateway.awaitRefusals("RESPONSE_TOO_LARGE", 1);
      }
    }
  }

  @Test
  void aBodyMayHoldSoManyStatements() throws Exception {
    try (var upstream = ScriptedUpstream.start(Script.answersJson(200, SMALL));
        GatewayStand gateway = stand(upstream.uri(), SigningKey.generate())) {
      gateway.tenant("a", Lifecycle.ACTIVE);
      try (RawHttp client = RawHttp.connect(gateway.url())) {
        assertEquals(200, client.send(pipeline(gateway, STATEMENTS_MAX)).read().status());
        var answer = client.send(pipeline(gateway, STATEMENTS_MAX + 1)).read();
        assertEquals(413, answer.status());
        assertTrue(answer.text().contains("TOO_MANY_STATEMENTS"), answer.text());
      }
    }
  }

  @Test
  void aMessageMayHoldSoManyStatementsAndTheSessionLives(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld.http(), sqld.tokenKey())) {
      sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
      try (SessionClient client = session(gateway)) {
        client.send(batch(2, STATEMENTS_MAX + 1));
        String refused = client.next();
        assertTrue(refused.contains("TOO_MANY_STATEMENTS"), refused);
        client.send(batch(3, STATEMENTS_MAX));
        String served = client.next();
        assertTrue(served.contains("response_ok"), served);
      }
    }
  }

  private static String batch(int id, int statements) {
    String step = "{\"stmt\":{\"sql\":\"select 1\"}}";
    return ("{\"type\":\"request\",\"request_id\":%d,\"request\":"
            + "{\"type\":\"batch\",\"stream_id\":1,\"batch\":{\"steps\":[%s]}}}")
        .formatted(id, String.join(",", Collections.nCopies(statements, step)));
  }

  @Test
  void anAnswerInASessionThatIsTooLargeEndsIt(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld.http(), sqld.tokenKey())) {
      sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
      try (SessionClient client = session(gateway)) {
        client.send(execute(2, 1, "select hex(zeroblob(%d))".formatted(RESPONSE_BYTES_MAX)));
        String end = client.next();
        assertTrue(end.startsWith("close 1009"), end);
      }
    }
  }

  private static SessionClient session(GatewayStand gateway) throws Exception {
    SessionClient client =
        SessionClient.hello(gateway.url(), "hrana3", gateway.token("a", Access.READ_WRITE));
    client.send(openStream(1, 1));
    client.next();
    client.next();
    return client;
  }
}
