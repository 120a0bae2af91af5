package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RunningSqld;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/**
 * Where a client connects, and as whom.
 *
 * @param url an address of HTTP
 * @param token what the client shows
 */
record Door(URI url, String token) {
  /** The first label of an address on loopback, which sqld takes for the name of a namespace. */
  private static final String LOOPBACK = "127";

  private static final long TOKEN_SECONDS = 3_600;

  /** A new namespace of sqld, reached without anybody between. */
  static Door direct(RunningSqld sqld) throws IOException {
    URI admin = sqld.adminUrl();
    try (RawHttp http = RawHttp.connect(admin)) {
      http.send(
          """
          POST /v1/namespaces/%s/create HTTP/1.1\r
          host: %s\r
          authorization: basic %s\r
          content-type: application/json\r
          content-length: 2\r
          \r
          {}"""
              .formatted(LOOPBACK, admin.getAuthority(), sqld.adminKey()));
      assertEquals(200, http.read().status());
    }
    long expires = Instant.now().getEpochSecond() + TOKEN_SECONDS;
    String claims = "{\"p\":{\"rw\":{\"ns\":[\"%s\"]}},\"exp\":%d}".formatted(LOOPBACK, expires);
    return new Door(sqld.http(), sqld.tokenKey().sign(claims));
  }

  /** A new namespace of the same sqld, reached through a gateway. */
  static Door through(GatewayStand gateway, RunningSqld sqld) {
    sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
    return new Door(gateway.url(), gateway.token("a", Access.READ_WRITE));
  }
}
