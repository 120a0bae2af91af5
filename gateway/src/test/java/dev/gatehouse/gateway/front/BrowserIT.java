package dev.gatehouse.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.GatewaySettings.Front;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrowserIT {
  private static final String ORIGIN = "Origin: https://app.example\r\n";

  private static Front allowing(String... origins) {
    Front plain = Front.PLAIN;
    return new Front(
        plain.connectionsPerAddressMax(),
        plain.handshake(),
        plain.proxyProtocol(),
        plain.tls(),
        plain.clientAddressFrom(),
        plain.trustedProxies(),
        List.of(origins),
        plain.http2());
  }

  private static RawClient.Reply ask(Front front, String request) throws IOException {
    try (var door = new FrontDoor(front, FrontDoor.BOUNDS, Optional.empty());
        var client = new RawClient(door.address())) {
      return client.send(request).reply();
    }
  }

  private static String preflight(String origin) {
    return "OPTIONS /v2/pipeline HTTP/1.1\r\nHost: a\r\n"
        + origin
        + "Access-Control-Request-Method: POST\r\n"
        + "Access-Control-Request-Headers: authorization,content-type\r\n\r\n";
  }

  @Test
  void mayAskBeforeItSends() throws IOException {
    RawClient.Reply reply = ask(Front.PLAIN, preflight(ORIGIN));
    assertEquals(200, reply.status());
    assertTrue(reply.says("access-control-allow-origin: *"));
    assertTrue(reply.says("access-control-allow-methods: post, options"));
    for (String header :
        List.of("authorization", "x-authorization", "content-type", "x-namespace", "x-grpc-web")) {
      assertTrue(
          reply.head().matches("(?s).*access-control-allow-headers:[^\r]* " + header + "[,\r].*"),
          header);
    }
  }

  @Test
  void mayAskForEveryRouteAndForNothingElse() throws IOException {
    String unknown = preflight(ORIGIN).replace("/v2/pipeline", "/dev/b/v2/pipeline");
    assertEquals(404, ask(Front.PLAIN, unknown).status());
    RawClient.Reply root = ask(Front.PLAIN, preflight(ORIGIN).replace("/v2/pipeline", "/health"));
    assertTrue(root.says("access-control-allow-methods: get, head, options"));
  }

  @Test
  void canReadARefusal() throws IOException {
    RawClient.Reply reply =
        ask(
            Front.PLAIN,
            "POST /v2/pipeline HTTP/1.1\r\nHost: a\r\n" + ORIGIN + "Content-Length: 0\r\n\r\n");
    assertEquals(401, reply.status());
    assertTrue(reply.says("access-control-allow-origin: *"));
    assertTrue(reply.head().contains("access-control-expose-headers: grpc-status"));
  }

  @Test
  void isToldItsOwnOriginWhereOnlySomeMayCall() throws IOException {
    RawClient.Reply reply = ask(allowing("https://app.example"), preflight(ORIGIN));
    assertTrue(reply.says("access-control-allow-origin: https://app.example"));
    assertTrue(reply.head().contains("vary: origin"));
  }

  @Test
  void isToldNothingWhereItMayNotCall() throws IOException {
    RawClient.Reply reply = ask(allowing("https://app.example"), preflight("Origin: null\r\n"));
    assertEquals(200, reply.status());
    assertFalse(reply.head().contains("access-control-allow-origin"));
  }

  @Test
  void isNotWrittenToWhereThereIsNone() throws IOException {
    RawClient.Reply reply = ask(Front.PLAIN, "GET /version HTTP/1.1\r\nHost: a\r\n\r\n");
    assertFalse(reply.head().contains("access-control"));
  }
}
