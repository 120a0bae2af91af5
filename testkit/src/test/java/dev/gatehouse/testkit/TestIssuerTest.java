package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestIssuerTest {
  private static final String GET =
      "GET /.well-known/jwks.json HTTP/1.1\r\nHost: issuer\r\nConnection: close\r\n\r\n";

  @Test
  void publishesPublicKeysAndNoSharedSecret() throws Exception {
    TestKey open = TestKey.ed25519();
    TestKey shared = TestKey.hmac("a secret".getBytes(StandardCharsets.UTF_8));
    try (var issuer = TestIssuer.start(open, TestKey.rsa(), TestKey.ec(), shared)) {
      String keys = fetch(issuer).text();
      assertTrue(keys.contains(open.id()), keys);
      assertFalse(keys.contains(shared.id()), keys);
      assertTrue(keys.contains("\"kty\":\"RSA\"") && keys.contains("\"kty\":\"EC\""), keys);
      assertEquals(1, issuer.fetches());
    }
  }

  @Test
  void rotatesFailsAndRecovers() throws Exception {
    TestKey first = TestKey.ed25519();
    TestKey second = TestKey.ed25519();
    try (var issuer = TestIssuer.start(first)) {
      issuer.fail(503);
      assertEquals(503, fetch(issuer).status());
      issuer.publish(second);
      String keys = fetch(issuer).text();
      assertTrue(keys.contains(second.id()) && !keys.contains(first.id()), keys);
    }
  }

  @Test
  void hangsUntilItIsClosed() throws Exception {
    try (var issuer = TestIssuer.start(TestKey.ed25519());
        var http = RawHttp.connect(issuer.jwks(), Duration.ofMillis(50))) {
      issuer.hang();
      http.send(GET);
      assertThrows(SocketTimeoutException.class, http::read);
    }
  }

  @Test
  void signsExactlyWhatItIsGiven() {
    for (TestKey key : List.of(TestKey.ed25519(), TestKey.rsa(), TestKey.ec())) {
      String[] parts = key.sign("not json", "{\"x\":1,\"x\":2}").split("\\.", -1);
      assertEquals(3, parts.length);
      assertEquals("not json", text(parts[0]));
      assertEquals("{\"x\":1,\"x\":2}", text(parts[1]));
    }
  }

  private static String text(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static RawMessage fetch(TestIssuer issuer) throws Exception {
    try (var http = RawHttp.connect(issuer.jwks())) {
      return http.send(GET).read();
    }
  }
}
