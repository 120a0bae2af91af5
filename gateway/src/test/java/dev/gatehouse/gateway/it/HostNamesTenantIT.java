package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant's requests before a base domain of {@code db.example.com}. */
@SuppressWarnings("NullAway.Init")
class HostNamesTenantIT {
  private static final String BODY = "{\"requests\":[{\"type\":\"close\"}]}";

  private static ScriptedUpstream upstream;
  private static GatewayStand gateway;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    upstream = ScriptedUpstream.start(Script.answersJson(200, FaultStand.ANSWER));
    gateway = new GatewayStand(upstream.uri(), SigningKey.generate());
    gateway.tenant("acme", Lifecycle.ACTIVE);
    gateway.tenant("other", Lifecycle.ACTIVE);
    token = gateway.token("acme", Access.READ_WRITE);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  private static RawMessage ask(String host) throws Exception {
    try (RawHttp client = RawHttp.connect(gateway.url())) {
      client.send(
          """
          POST /v2/pipeline HTTP/1.1\r
          host: %s\r
          authorization: Bearer %s\r
          content-length: %d\r
          \r
          %s"""
              .formatted(host, token, BODY.length(), BODY));
      return client.read();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme.db.example.com",
        "acme.db.example.com:8080",
        "ACME.DB.Example.com.",
        "db.example.com",
        "other.example.com",
        "other.xdb.example.com",
        "other",
        "127.0.0.1:80",
        "[::1]:80",
      })
  void areServedWhereTheHostAgreesOrNamesNobody(String host) throws Exception {
    assertEquals(200, ask(host).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.db.example.com",
        "OTHER.DB.EXAMPLE.COM:8080",
        "other.db.example.com.",
        "nobody.db.example.com",
        "x.acme.db.example.com",
        "acme.other.db.example.com",
        "acme@other.db.example.com",
        ".db.example.com",
      })
  void areRefusedWhereTheHostNamesAnotherAndNotToldWhetherItExists(String host) throws Exception {
    int before = upstream.requests().size();
    RawMessage refused = ask(host);
    assertEquals(404, refused.status());
    assertTrue(refused.text().contains("No database belongs to this token"), refused.text());
    assertEquals(ask("nobody.db.example.com").text(), refused.text());
    assertEquals(before, upstream.requests().size());
  }

  @Test
  void areRefusedWhileTheNodeIsNotProven() throws Exception {
    var node = new NodeId("local");
    gateway.gateway().serve(node, false);
    RawMessage refused = ask("acme");
    gateway.gateway().serve(node, true);

    assertEquals(503, refused.status());
    assertTrue(refused.text().contains("NOT_SERVING"), refused.text());
    assertEquals(200, ask("acme").status());
  }
}
