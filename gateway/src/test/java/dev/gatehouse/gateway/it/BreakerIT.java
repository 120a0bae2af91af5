package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.send.BreakerBounds;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class BreakerIT {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration SILENCE = Duration.ofMillis(200);
  private static final String EMPTY_GRPC_MESSAGE = "\0\0\0\0\0";
  private static final String BODY = "{\"baton\":null,\"requests\":[]}";

  private static GatewayStand stand(ScriptedUpstream upstream, Duration pause) throws IOException {
    var patience = Duration.ofSeconds(15);
    var gateway =
        new GatewayStand(
            upstream.uri(),
            SigningKey.generate(),
            SessionSettings.DEFAULT,
            new GatewayStand.Bounds(
                new Limits(100_000, 1_000_000, 64),
                64,
                new DecodeBounds(8 << 10, 16 << 10, 4 << 20, patience, patience, patience),
                new PoolBounds(64, 256, patience, patience),
                new RelayBounds(SILENCE, SILENCE),
                new BreakerBounds(2, pause, pause, 1),
                new TurnBounds(4, 96, 128, 4096, SILENCE)));
    for (String name : new String[] {"a", "b", "c"}) {
      gateway.tenant(name, Lifecycle.ACTIVE);
    }
    return gateway;
  }

  private static RawMessage ask(GatewayStand gateway, String tenant) throws IOException {
    return ask(gateway, tenant, "/v2/pipeline", "application/json", BODY);
  }

  private static RawMessage ask(
      GatewayStand gateway, String tenant, String path, String type, String body)
      throws IOException {
    try (RawHttp client = RawHttp.connect(gateway.url())) {
      String head =
          "POST %s HTTP/1.1\r\nhost: a\r\nauthorization: Bearer %s\r\ncontent-type: %s\r\n"
              .formatted(path, gateway.token(tenant, Access.READ_WRITE), type);
      return client.send(head + "content-length: " + body.length() + "\r\n\r\n" + body).read();
    }
  }

  /** A gateway that has seen its upstream refuse connections. */
  private static GatewayStand afterRefusedConnections(ScriptedUpstream upstream)
      throws IOException {
    GatewayStand gateway = stand(upstream, LONG);
    upstream.close();
    assertTrue(ask(gateway, "a").text().contains("UPSTREAM_DOWN"));
    assertTrue(ask(gateway, "a").text().contains("UPSTREAM_DOWN"));
    return gateway;
  }

  private static ScriptedUpstream answering() {
    return ScriptedUpstream.start(Script.answersJson(200, FaultStand.ANSWER));
  }

  @Test
  void aRequestIsRefusedAtOnceWithATimeToRetry() throws IOException {
    try (ScriptedUpstream upstream = answering();
        GatewayStand gateway = afterRefusedConnections(upstream)) {
      RawMessage answer = ask(gateway, "b");
      assertEquals(503, answer.status());
      assertTrue(answer.text().contains("\"code\":\"BREAKER_OPEN\""), answer.text());
      assertTrue(Integer.parseInt(answer.first("retry-after")) > 3000);
    }
  }

  @Test
  void aSessionIsRefusedInItsHello() throws Exception {
    try (ScriptedUpstream upstream = answering();
        GatewayStand gateway = afterRefusedConnections(upstream);
        SessionClient client =
            SessionClient.hello(gateway.url(), "hrana3", gateway.token("b", Access.READ_WRITE))) {
      String answer = client.next();
      assertTrue(answer.contains("hello_error") && answer.contains("BREAKER_OPEN"), answer);
    }
  }

  @Test
  void anEmbeddedReplicaIsToldToTryLater() throws IOException {
    try (ScriptedUpstream upstream = answering();
        GatewayStand gateway = afterRefusedConnections(upstream)) {
      RawMessage answer =
          ask(
              gateway,
              "b",
              "/wal_log.ReplicationLog/Hello",
              "application/grpc-web",
              EMPTY_GRPC_MESSAGE);
      assertEquals("14", answer.first("grpc-status"));
      assertEquals("BREAKER_OPEN", answer.first("grpc-message"));
    }
  }

  @Test
  void silenceTowardsSeveralTenantsOpensIt() throws IOException {
    try (ScriptedUpstream upstream = ScriptedUpstream.start(Script.silent());
        GatewayStand gateway = stand(upstream, LONG)) {
      assertEquals(504, ask(gateway, "a").status());
      assertEquals(504, ask(gateway, "b").status());
      int connections = upstream.connections();
      assertTrue(ask(gateway, "c").text().contains("BREAKER_OPEN"));
      assertEquals(connections, upstream.connections());
    }
  }

  @Test
  void oneTenantsEndlessStatementsKeepNobodyOut() throws IOException {
    try (ScriptedUpstream upstream = ScriptedUpstream.start(Script.silent());
        GatewayStand gateway = stand(upstream, LONG)) {
      for (int i = 0; i < 4; i++) {
        assertEquals(504, ask(gateway, "a").status());
      }
      upstream.follow(Script.answersJson(200, FaultStand.ANSWER));
      assertEquals(200, ask(gateway, "b").status());
    }
  }

  @Test
  void oneTenantsErrorsKeepNobodyOut() throws IOException {
    try (ScriptedUpstream upstream =
            ScriptedUpstream.start(Script.answersJson(500, "{\"error\":\"bad statement\"}"));
        GatewayStand gateway = stand(upstream, LONG)) {
      for (int i = 0; i < 4; i++) {
        assertEquals(500, ask(gateway, "a").status());
      }
      upstream.follow(Script.answersJson(200, FaultStand.ANSWER));
      assertTrue(ask(gateway, "b").status() != 503);
    }
  }

  @Test
  void theFirstAnswerAfterThePauseLetsEverybodyIn() throws IOException {
    try (ScriptedUpstream upstream = ScriptedUpstream.start(Script.silent());
        GatewayStand gateway = stand(upstream, SHORT)) {
      assertEquals(504, ask(gateway, "a").status());
      assertEquals(504, ask(gateway, "b").status());
      upstream.follow(Script.answersJson(200, FaultStand.ANSWER));
      RawMessage answer = ask(gateway, "c");
      while (answer.text().contains("BREAKER_OPEN")) {
        LockSupport.parkNanos(SHORT.toNanos());
        answer = ask(gateway, "c");
      }
      assertEquals(200, answer.status());
      assertEquals(200, ask(gateway, "a").status());
      assertEquals(200, ask(gateway, "b").status());
    }
  }
}
