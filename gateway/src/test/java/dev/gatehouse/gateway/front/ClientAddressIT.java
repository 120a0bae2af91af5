package dev.gatehouse.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.gateway.GatewaySettings.Front;
import dev.gatehouse.gateway.journey.decode.ForwardedAddress.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressIT {
  private static final String BODY = "Authorization: a\r\nContent-Length: 2\r\n\r\n{}";
  private static final String HEAD = "POST /v2/pipeline HTTP/1.1\r\nHost: a\r\n";

  private static FrontDoor door(
      int perAddressMax, boolean proxyProtocol, Source source, List<String> trusted) {
    var front =
        new Front(
            perAddressMax,
            Duration.ofSeconds(10),
            proxyProtocol,
            Optional.empty(),
            source,
            trusted,
            Front.PLAIN.corsOrigins(),
            Front.PLAIN.http2());
    return new FrontDoor(front, FrontDoor.BOUNDS, Optional.empty());
  }

  private static String seen(FrontDoor door, String bytes) throws IOException {
    try (var client = new RawClient(door.address())) {
      return client.send(bytes).reply().body().substring("a:2:".length());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 203.0.113.7 10.0.0.1 4711 443, 203.0.113.7",
    "PROXY TCP6 2001:db8::7 2001:db8::1 4711 443, 2001:db8:0:0:0:0:0:7",
    "PROXY UNKNOWN, 127.0.0.1"
  })
  void comesFromTheProxyProtocol(String line, String expected) throws IOException {
    try (var door = door(10, true, Source.NONE, List.of())) {
      assertEquals(expected, seen(door, line + "\r\n" + HEAD + BODY));
    }
  }

  @Test
  void comesFromTheProxyProtocolInBinary() throws IOException {
    String signature = "0d0a0d0a000d0a515549540a";
    String tcp4 = latin(signature + "2111000c" + "cb007107" + "0a000001" + "126701bb");
    String local = latin(signature + "20000000");
    try (var door = door(10, true, Source.NONE, List.of())) {
      assertEquals("203.0.113.7", seen(door, tcp4 + HEAD + BODY));
      assertEquals("127.0.0.1", seen(door, local + HEAD + BODY));
    }
  }

  private static String latin(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  @Test
  void mustComeFromTheProxyProtocolWhereThatIsAgreed() throws IOException {
    try (var door = door(10, true, Source.NONE, List.of());
        var client = new RawClient(door.address())) {
      assertEquals("", client.send(HEAD + BODY).rest());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7                       | 203.0.113.7",
        "1.1.1.1, 203.0.113.7              | 203.0.113.7",
        "203.0.113.7, 127.0.0.9            | 203.0.113.7",
        "203.0.113.7:4711                  | 203.0.113.7",
        "[2001:db8::7]:4711                | 2001:db8:0:0:0:0:0:7",
        "203.0.113.7, nonsense, 127.0.0.9  | 127.0.0.9",
        "localhost                         | 127.0.0.1",
        "''                                | 127.0.0.1"
      })
  void comesFromATrustedProxy(String header, String expected) throws IOException {
    try (var door = door(10, false, Source.X_FORWARDED_FOR, List.of("127.0.0.0/8"))) {
      assertEquals(expected, seen(door, HEAD + "X-Forwarded-For: " + header + "\r\n" + BODY));
    }
  }

  @Test
  void doesNotComeFromAProxyThatNobodyTrusts() throws IOException {
    String forged = HEAD + "X-Forwarded-For: 203.0.113.7\r\nFly-Client-IP: 203.0.113.8\r\n" + BODY;
    try (var door = door(10, false, Source.X_FORWARDED_FOR, List.of("10.0.0.0/8", "::1"))) {
      assertEquals("127.0.0.1", seen(door, forged));
    }
    try (var door = door(10, false, Source.NONE, List.of("127.0.0.1"))) {
      assertEquals("127.0.0.1", seen(door, forged));
    }
    try (var door = door(10, false, Source.FLY_CLIENT_IP, List.of("127.0.0.1"))) {
      assertEquals("203.0.113.8", seen(door, forged));
    }
  }

  @Test
  void countsItsConnections() throws IOException {
    String one = "PROXY TCP6 2001:db8::1 ::1 1 443\r\n" + HEAD + BODY;
    String sameNetwork = "PROXY TCP6 2001:db8::2 ::1 1 443\r\n" + HEAD + BODY;
    String other = "PROXY TCP6 2001:db8:0:1::1 ::1 1 443\r\n" + HEAD + BODY;
    try (var door = door(1, true, Source.NONE, List.of());
        var first = new RawClient(door.address());
        var second = new RawClient(door.address())) {
      assertEquals(200, first.send(one).reply().status());
      assertEquals("", second.send(sameNetwork).rest());
      seen(door, other);
    }
  }

  @Test
  void mayHaveAnotherConnectionAfterOneWasClosed() throws IOException {
    try (var door = door(1, false, Source.NONE, List.of())) {
      try (var first = new RawClient(door.address())) {
        assertEquals(200, first.send(HEAD + BODY).reply().status());
        try (var second = new RawClient(door.address())) {
          assertEquals("", second.rest());
        }
      }
      awaitNone(door);
      assertEquals("127.0.0.1", seen(door, HEAD + BODY));
    }
  }

  private static void awaitNone(FrontDoor door) {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (door.connections() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(0, door.connections());
  }
}
