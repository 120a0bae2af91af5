package dev.gatehouse.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExtendedConnectIT {
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

  private static Http2Headers connect(String path) {
    return Http2Client.head(path, "a")
        .method("CONNECT")
        .add(":protocol", "websocket")
        .add("sec-websocket-version", "13")
        .add("sec-websocket-protocol", "hrana3");
  }

  /** A text frame whose mask changes nothing. */
  private static ByteBuf frame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Unpooled.buffer()
        .writeByte(0x81)
        .writeByte(0x80 | bytes.length)
        .writeInt(0)
        .writeBytes(bytes);
  }

  @Test
  void opensAWebSocketOnAStream() throws Exception {
    var stream = new Http2Client.Stream();
    var channel = client.open(stream);
    channel.write(new DefaultHttp2HeadersFrame(connect("/"), false));
    channel.writeAndFlush(
        new DefaultHttp2DataFrame(frame("{\"type\":\"hello\",\"jwt\":\"x\"}"), false));
    Http2Client.Reply reply = stream.reply();
    assertEquals(200, reply.status());
    assertEquals("hrana3", reply.headers().get("sec-websocket-protocol").toString());
    assertTrue(reply.body().contains("hello_error"), reply::body);
    assertEquals(200, client.send(Http2Client.head("/v2/pipeline", "a"), "{}").reply().status());
  }

  @Test
  void opensNothingElsewhere() throws Exception {
    assertNotEquals(200, client.send(connect("/v2/pipeline"), "").reply().status());
    Http2Headers other = connect("/");
    other.set(":protocol", "connect-udp");
    assertNotEquals(200, client.send(other, "").reply().status());
    Http2Headers old = connect("/");
    old.set("sec-websocket-version", "8");
    assertNotEquals(200, client.send(old, "").reply().status());
  }
}
