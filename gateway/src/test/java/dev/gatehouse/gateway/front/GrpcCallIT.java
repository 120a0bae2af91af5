package dev.gatehouse.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.gateway.exchange.Refusal.DeadlinePassed;
import io.netty.handler.codec.http2.Http2Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gRPC call says in its head, and how it is refused in one. */
class GrpcCallIT {
  private static final String EXECUTE = "/proxy.Proxy/Execute";

  private FrontDoor door;
  private Http2Client client;

  @BeforeEach
  void open() {
    door = new FrontDoor();
    client = new Http2Client(door.address());
  }

  @AfterEach
  void close() {
    client.close();
    door.close();
  }

  private static Http2Headers call(String path, String token) {
    return Http2Client.head(path, token)
        .add("content-type", "application/grpc")
        .add("te", "trailers");
  }

  private static void assertRefused(int status, String code, Http2Client.Reply reply) {
    assertEquals(200, reply.status());
    assertEquals("application/grpc", reply.headers().get("content-type").toString());
    assertEquals(Integer.toString(status), reply.headers().get("grpc-status").toString());
    assertEquals(code, reply.headers().get("grpc-message").toString());
    assertEquals("", reply.body());
    assertFalse(reply.headers().contains("content-length"));
  }

  @Test
  void endsWithItsOwnDeadline() throws Exception {
    Http2Headers head = call(EXECUTE, NotingJourney.HELD).add("grpc-timeout", "50m");
    assertRefused(4, "DEADLINE_PASSED", client.send(head, "{}").reply());
    assertInstanceOf(DeadlinePassed.class, NotingJourney.await(door.journey().refusals()));
    NotingJourney.await(door.journey().ended());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "S", "-1S", "+1S", "1s", "1.5S", "123456789S", "1 S", "1SS"})
  void aTimeoutThatIsNoneIsRefused(String timeout) throws Exception {
    Http2Headers head = call(EXECUTE, "a").add("grpc-timeout", timeout);
    assertRefused(3, "MALFORMED", client.send(head, "{}").reply());
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999H", "99999999M", "30S", "99999999m", "99999999u"})
  void aLongTimeoutIsNoHindrance(String timeout) throws Exception {
    Http2Headers head = call(EXECUTE, "a").add("grpc-timeout", timeout);
    assertEquals("a:2:127.0.0.1", client.send(head, "{}").reply().body());
  }

  @ParameterizedTest
  @CsvSource({"gzip,12", "deflate,12", "identity; gzip,12", "'',12"})
  void anEncodingThatNobodyReadsIsRefused(String encoding, int status) throws Exception {
    Http2Headers head = call(EXECUTE, "a").add("grpc-encoding", encoding);
    Http2Client.Reply reply = client.send(head, "{}").reply();
    assertRefused(status, "COMPRESSION_UNKNOWN", reply);
    assertEquals("identity", reply.headers().get("grpc-accept-encoding").toString());
  }

  @Test
  void isRefusedInItsHead() throws Exception {
    Http2Headers anonymous = call(EXECUTE, "a");
    anonymous.remove("authorization");
    assertRefused(16, "TOKEN_MISSING", client.send(anonymous, "{}").reply());
    assertRefused(12, "NOT_FOUND", client.send(call("/proxy.Proxy/StreamExec", "a"), "{}").reply());
    assertRefused(
        12, "METHOD_NOT_ALLOWED", client.send(call(EXECUTE, "a").method("PUT"), "{}").reply());
  }
}
