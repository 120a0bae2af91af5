package dev.gatehouse.gateway.journey.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamFrameHandlerTest {
  private final EmbeddedChannel channel = new EmbeddedChannel(new UpstreamFrameHandler());

  private static ByteBuf encode(WebSocketFrame... frames) {
    var encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    encoder.writeOutbound((Object[]) frames);
    ByteBuf bytes = Unpooled.buffer();
    for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
      bytes.writeBytes(part);
      part.release();
    }
    encoder.finishAndReleaseAll();
    return bytes;
  }

  @Test
  void passesALargeFrameInTheBytesThatAreThere() {
    byte[] payload = new byte[100_000];
    new Random(1).nextBytes(payload);
    ByteBuf bytes = encode(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(payload)));
    channel.writeInbound(bytes.readRetainedSlice(1_000));
    BinaryWebSocketFrame first = channel.readInbound();
    assertEquals(990, first.content().readableBytes());
    assertFalse(first.isFinalFragment());
    channel.writeInbound(bytes);
    ContinuationWebSocketFrame last = channel.readInbound();
    assertEquals(99_010, last.content().readableBytes());
    assertEquals(true, last.isFinalFragment());
    first.release();
    last.release();
    assertFalse(channel.finish());
  }

  @Test
  void readsTheSameHoweverTheBytesAreCut() {
    long seed = Long.getLong("gatehouse.seed", 1);
    var random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      String message = "x".repeat(random.nextInt(300));
      int middle = random.nextInt(message.length() + 1);
      ByteBuf bytes =
          encode(
              new TextWebSocketFrame(false, 0, text(message.substring(0, middle))),
              new PingWebSocketFrame(text("ping")),
              new ContinuationWebSocketFrame(true, 0, text(message.substring(middle))),
              new TextWebSocketFrame("second"));
      var read = new StringBuilder();
      while (bytes.isReadable()) {
        int length = 1 + random.nextInt(Math.min(40, bytes.readableBytes()));
        channel.writeInbound(bytes.readRetainedSlice(length));
        readAll(read);
      }
      bytes.release();
      assertEquals(message + "|second|", read.toString(), "seed " + seed);
    }
    assertFalse(channel.finish());
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, java.nio.charset.StandardCharsets.US_ASCII);
  }

  private void readAll(StringBuilder read) {
    for (WebSocketFrame frame = channel.readInbound();
        frame != null;
        frame = channel.readInbound()) {
      if (!(frame instanceof PingWebSocketFrame)) {
        read.append(frame.content().toString(java.nio.charset.StandardCharsets.US_ASCII));
        read.append(frame.isFinalFragment() ? "|" : "");
      }
      frame.release();
    }
  }

  @Test
  void readsWhyAServerCloses() {
    channel.writeInbound(encode(new CloseWebSocketFrame(1008, "no such stream")));
    CloseWebSocketFrame close = assertInstanceOf(CloseWebSocketFrame.class, channel.readInbound());
    assertEquals(1008, close.statusCode());
    assertEquals("no such stream", close.reasonText());
    close.release();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c100", // compressed
        "818000000000", // masked
        "8000", // a continuation of nothing
        "01008100", // a message inside another
        "0900", // a ping in parts
        "897e0080", // a long ping
        "8300", // an unknown kind
        "827fffffffffffffffff", // an endless one
      })
  void refusesFramesThatNoServerSends(String hex) {
    assertThrows(
        CorruptedFrameException.class,
        () -> channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex))));
    channel.finishAndReleaseAll();
  }
}
