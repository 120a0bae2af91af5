package dev.gatehouse.gateway.journey.send;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/**
 * Reads a server's frames in the parts in which they arrive: one of ten megabytes never lies in
 * memory, it passes as many small ones.
 */
final class UpstreamFrameHandler extends ByteToMessageDecoder {
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int CONTROL_BYTES_MAX = 125;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  private boolean corrupt;
  private boolean insideFrame;
  private boolean insideMessage;
  private boolean last;
  private int opcode;
  private long left;

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (corrupt) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (!insideFrame && !readHeader(in)) {
      return;
    }
    if (opcode >= CLOSE) {
      readControl(in, out);
    } else {
      readPart(in, out);
    }
  }

  private boolean readHeader(ByteBuf in) {
    if (in.readableBytes() < 2) {
      return false;
    }
    int at = in.readerIndex();
    int first = in.getUnsignedByte(at);
    int second = in.getUnsignedByte(at + 1);
    int headerBytes = 2 + (second == LENGTH_16 ? 2 : second == LENGTH_64 ? 8 : 0);
    if (in.readableBytes() < headerBytes) {
      return false;
    }
    left =
        switch (second) {
          case LENGTH_16 -> in.getUnsignedShort(at + 2);
          case LENGTH_64 -> in.getLong(at + 2);
          default -> second;
        };
    in.skipBytes(headerBytes);
    last = (first & 0x80) != 0;
    opcode = first & 0x0f;
    if ((first & 0x70) != 0 || second > LENGTH_64 || left < 0) {
      throw corrupted("a frame that no server sends");
    }
    boolean fits =
        switch (opcode) {
          case CONTINUATION -> insideMessage;
          case TEXT, BINARY -> !insideMessage;
          case CLOSE, PING, PONG -> last && left <= CONTROL_BYTES_MAX;
          default -> false;
        };
    if (!fits) {
      throw corrupted("a frame out of its place");
    }
    insideFrame = true;
    return true;
  }

  private CorruptedFrameException corrupted(String what) {
    corrupt = true;
    return new CorruptedFrameException(what);
  }

  private void readControl(ByteBuf in, List<Object> out) {
    if (in.readableBytes() < left) {
      return;
    }
    insideFrame = false;
    ByteBuf content = in.readRetainedSlice((int) left);
    out.add(
        switch (opcode) {
          case CLOSE -> new CloseWebSocketFrame(true, 0, content);
          case PING -> new PingWebSocketFrame(content);
          default -> new PongWebSocketFrame(content);
        });
  }

  private void readPart(ByteBuf in, List<Object> out) {
    if (left > 0 && !in.isReadable()) {
      return;
    }
    int now = (int) Math.min(left, in.readableBytes());
    left -= now;
    insideFrame = left > 0;
    out.add(part(last && left == 0, in.readRetainedSlice(now)));
    insideMessage = insideFrame || !last;
    opcode = CONTINUATION;
  }

  private WebSocketFrame part(boolean ends, ByteBuf bytes) {
    return switch (opcode) {
      case TEXT -> new TextWebSocketFrame(ends, 0, bytes);
      case BINARY -> new BinaryWebSocketFrame(ends, 0, bytes);
      default -> new ContinuationWebSocketFrame(ends, 0, bytes);
    };
  }
}
