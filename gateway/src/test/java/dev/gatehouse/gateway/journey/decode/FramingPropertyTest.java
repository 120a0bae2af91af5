package dev.gatehouse.gateway.journey.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.it.ByteStreams;
import dev.gatehouse.testkit.Fuzz;
import dev.gatehouse.testkit.Inputs;
import dev.gatehouse.testkit.Seed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, they are read to the same requests however they are cut into pieces. */
@Fuzz
class FramingPropertyTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final DecodeBounds BOUNDS =
      new DecodeBounds(8 << 10, 16 << 10, 4 << 20, LONG, LONG, LONG);
  private static final String TOKEN = "e30.e30.e30";
  private static final int PIECE_MAX = 80;

  private final RandomGenerator random = Seed.random("framing");
  private final FramingGuard guard = new FramingGuard(BOUNDS);

  @Test
  void piecesDoNotMatter() {
    var streams = new ByteStreams(Seed.random("framing bytes"), TOKEN);
    for (int i = 0; i < Inputs.count(); i++) {
      String stream = streams.next();
      String whole = read(stream, stream.length());
      String pieces = read(stream, 1 + random.nextInt(PIECE_MAX));
      assertEquals(whole, pieces, () -> "seed " + Seed.ofRun() + ": " + stream);
      assertTrue(whole.split("REQUEST ", -1).length <= stream.split("HTTP/1\\.1", -1).length);
    }
  }

  /** The requests of a stream that comes in pieces of up to this many bytes. */
  private String read(String stream, int pieceMax) {
    var channel = new EmbeddedChannel(new StrictRequestDecoder(BOUNDS));
    List<ByteBuf> sent = new ArrayList<>();
    byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
    var read = new StringBuilder();
    boolean open = true;
    for (int from = 0; open && from < bytes.length; ) {
      int length = Math.min(bytes.length - from, 1 + random.nextInt(pieceMax));
      length = pieceMax == bytes.length ? bytes.length : length;
      ByteBuf piece = Unpooled.buffer(length).writeBytes(bytes, from, length);
      sent.add(piece);
      channel.writeInbound(piece);
      open = take(channel, read);
      from += length;
    }
    channel.finishAndReleaseAll();
    sent.forEach(piece -> assertEquals(0, piece.refCnt(), "a piece is held"));
    return read.toString();
  }

  /** Notes what was read; false where the connection ends. */
  private boolean take(EmbeddedChannel channel, StringBuilder read) {
    for (HttpObject next = channel.readInbound(); next != null; next = channel.readInbound()) {
      try {
        if (next instanceof HttpRequest request) {
          if (guard.objectionTo(request).isPresent()) {
            read.append("REFUSED");
            return false;
          }
          read.append("REQUEST ").append(request.method()).append(request.uri());
          request.headers().forEach(header -> read.append('\n').append(header));
        }
        if (next.decoderResult().isFailure()) {
          read.append("BROKEN");
          return false;
        }
        if (next instanceof HttpContent content) {
          read.append(content.content().toString(StandardCharsets.ISO_8859_1));
        }
        if (next instanceof LastHttpContent last) {
          read.append("END ").append(last.trailingHeaders().entries());
        }
      } finally {
        ReferenceCountUtil.release(next);
      }
    }
    return true;
  }
}
