package dev.gatehouse.gateway.journey.decode;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadInPiecesTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final DecodeBounds BOUNDS =
      new DecodeBounds(8 << 10, 16 << 10, 4 << 20, LONG, LONG, LONG);
  private static final String HONEST =
      "\r\nPOST /v2/pipeline HTTP/1.1\r\nHost: a\r\nX:\r\nY:  b \t\r\nContent-Length: 0\r\n\r\n";
  private static final String BARE = "GET /version HTTP/1.1\r\n\r\n";
  private static final String FOLDED = "GET /version HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20, 50, 1_000})
  void isReadAsInOne(int size) {
    var channel = new EmbeddedChannel(new StrictRequestDecoder(BOUNDS));
    feed(channel, HONEST + BARE + HONEST + FOLDED, size);
    assertTrue(isGood(channel));
    assertTrue(isGood(channel));
    assertTrue(isGood(channel));
    assertFalse(isGood(channel));
    channel.finishAndReleaseAll();
  }

  private static void feed(EmbeddedChannel channel, String text, int size) {
    for (int from = 0; from < text.length(); from += size) {
      String piece = text.substring(from, Math.min(text.length(), from + size));
      channel.writeInbound(Unpooled.copiedBuffer(piece, StandardCharsets.US_ASCII));
    }
  }

  private static boolean isGood(EmbeddedChannel channel) {
    Object next = channel.readInbound();
    while (next != null && !(next instanceof HttpRequest)) {
      ReferenceCountUtil.release(next);
      next = channel.readInbound();
    }
    if (next instanceof HttpRequest request) {
      return request.decoderResult().isSuccess();
    }
    throw new AssertionError("no request was read");
  }
}
