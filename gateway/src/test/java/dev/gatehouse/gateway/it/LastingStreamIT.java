package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Revocations.Revoked;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that go on and on end with the right that they live on. */
final class LastingStreamIT {
  private static final String FEED = "GET /beta/listen?table=t HTTP/1.1\r\n";
  private static final String ENTRIES =
      "POST /wal_log.ReplicationLog/LogEntries HTTP/1.1\r\n"
          + "content-type: application/grpc-web+proto\r\ncontent-length: 5\r\n";
  private static final byte[] EMPTY_FRAME = new byte[5];
  private static final Script GOES_ON =
      connection -> {
        boolean grpc = connection.readRequest().orElseThrow().startLine().contains("wal_log");
        String type = grpc ? "application/grpc-web+proto" : "text/event-stream";
        connection.write("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\n");
        connection.write("transfer-encoding: chunked\r\n\r\n6\r\nbegins\r\n");
        connection.awaitClientGone();
      };

  private final ScriptedUpstream upstream = ScriptedUpstream.start(GOES_ON);
  private final GatewayStand gateway;
  private final TenantRecord tenant;

  LastingStreamIT() throws IOException {
    gateway = new GatewayStand(upstream.uri(), SigningKey.generate());
    tenant = gateway.tenant("a", Lifecycle.ACTIVE);
    gateway.tenant("b", Lifecycle.ACTIVE);
  }

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  private RawHttp begin(String line, String tenant, String token) throws IOException {
    RawHttp client = RawHttp.connect(gateway.url());
    client.send(line + "host: " + tenant + "\r\nauthorization: Bearer " + token + "\r\n\r\n");
    if (line.startsWith("POST")) {
      client.send(EMPTY_FRAME);
    }
    String head = client.readThrough("begins\r\n");
    assertTrue(head.startsWith("HTTP/1.1 200"), head);
    return client;
  }

  private RawHttp begin(String line, String tenant) throws IOException {
    return begin(line, tenant, gateway.token(tenant, Access.READ_WRITE));
  }

  @ParameterizedTest
  @ValueSource(strings = {FEED, "GET /dump HTTP/1.1\r\n", ENTRIES})
  void endWhenTheirTokensAreTakenBack(String line) throws IOException {
    try (RawHttp ended = begin(line, "a");
        RawHttp _ = begin(FEED, "b")) {
      assertEquals(2, gateway.gateway().sessions().count());
      int closed = gateway.gateway().sessions().onRevoked(new Revoked.TokensOf(new Namespace("a")));
      assertEquals(1, closed);
      assertTrue(ended.isClosedByServer());
      gateway.awaitSessions(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"SUSPENDED, NAMESPACE_SUSPENDED", "DELETING, NAMESPACE_NOT_FOUND"})
  void endWhenTheirNamespaceIsClosed(Lifecycle state, String code) throws IOException {
    try (RawHttp ended = begin(FEED, "a")) {
      gateway.become(tenant, state);
      assertTrue(ended.isClosedByServer());
      gateway.awaitRefusals(code, 1);
    }
  }

  @Test
  void doNotGoOnWhereTheNameWentToAnotherBeforeTheyBegan() throws IOException {
    try (RawHttp late = RawHttp.connect(gateway.url())) {
      late.send(ENTRIES + "host: a\r\nexpect: 100-continue\r\nauthorization: Bearer ");
      late.send(gateway.token("a", Access.READ_WRITE) + "\r\n\r\n");
      assertTrue(late.readThrough("\r\n\r\n").startsWith("HTTP/1.1 100"));
      gateway.tenant("a", Lifecycle.ACTIVE);
      late.send(EMPTY_FRAME);
      gateway.awaitRefusals("NAMESPACE_NOT_FOUND", 1);
      gateway.awaitSessions(0);
    }
  }

  @Test
  void endWithTheirTokens() throws IOException {
    // Accepted for the clock skew's sake, for one second more.
    Instant issued = Instant.now().minus(Duration.ofSeconds(60));
    String token = gateway.token("a", Access.READ_ONLY, issued, Duration.ofSeconds(57));
    try (RawHttp ended = begin(FEED, "a", token)) {
      assertTrue(ended.isClosedByServer());
      gateway.awaitRefusals("TOKEN_EXPIRED", 1);
    }
  }
}
