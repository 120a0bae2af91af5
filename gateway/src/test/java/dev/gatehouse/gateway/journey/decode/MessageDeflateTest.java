package dev.gatehouse.gateway.journey.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class MessageDeflateTest {
  private static final int BYTES_MAX = 64 << 10;
  private static final int RSV1 = 4;

  private static EmbeddedChannel channel() {
    var channel = new EmbeddedChannel();
    MessageDeflate.install(channel.pipeline(), BYTES_MAX);
    channel.pipeline().addLast(new WebSocketFrameAggregator(BYTES_MAX));
    return channel;
  }

  private static ByteBuf deflated(int zeros) {
    var deflater = new Deflater(9, true);
    deflater.setInput(new byte[zeros]);
    byte[] out = new byte[zeros / 100 + 1000];
    int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Unpooled.wrappedBuffer(out, 0, length - 4);
  }

  @Test
  void inflatesUpToTheBound() {
    EmbeddedChannel channel = channel();
    channel.writeInbound(new TextWebSocketFrame(true, RSV1, deflated(BYTES_MAX / 2)));
    WebSocketFrame message = channel.readInbound();
    assertEquals(BYTES_MAX / 2, message.content().readableBytes());
    message.release();
    assertFalse(channel.finish());
  }

  @Test
  void aBombIsNotInflated() {
    EmbeddedChannel channel = channel();
    assertThrows(
        CodecException.class,
        () -> channel.writeInbound(new TextWebSocketFrame(true, RSV1, deflated(100 * BYTES_MAX))));
    channel.finishAndReleaseAll();
  }

  @Test
  void shortMessagesStayAsTheyAre() {
    EmbeddedChannel channel = channel();
    channel.writeOutbound(new TextWebSocketFrame("short"));
    WebSocketFrame frame = channel.readOutbound();
    assertEquals(0, frame.rsv());
    frame.release();
    assertFalse(channel.finish());
  }

  @Test
  void messagesInPartsAreDeflatedPartByPart() {
    EmbeddedChannel channel = channel();
    channel.writeOutbound(new TextWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[9000])));
    channel.writeOutbound(
        new ContinuationWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[10])));
    channel.writeOutbound(
        new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[1])));
    int bytes = 0;
    for (int i = 0; i < 3; i++) {
      WebSocketFrame frame = channel.readOutbound();
      assertEquals(i == 0 ? RSV1 : 0, frame.rsv());
      bytes += frame.content().readableBytes();
      frame.release();
    }
    assertTrue(bytes < 200);
    assertFalse(channel.finish());
  }
}
