package dev.gatehouse.gateway.journey.send.lane;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Writes requests as frames of a WebSocket: spliced around what a client sent, byte by byte. */
final class LaneFrames {
  private static final byte[] BEFORE_ID = ascii("{\"type\":\"request\",\"request_id\":");
  private static final byte[] BEFORE_STREAM = ascii(",\"request\":{\"stream_id\":");
  private static final ByteBuf OPEN = constant("\"type\":\"open_stream\"}");
  private static final ByteBuf CLOSE = constant("\"type\":\"close_stream\"}");
  private static final ByteBuf AUTOCOMMIT = constant("\"type\":\"get_autocommit\"}");
  private static final ByteBuf CHECK =
      constant("\"type\":\"execute\",\"stmt\":{\"sql\":\"" + SchemaCheck.SQL + "\"}}");
  private static final ByteBuf RENEW_FIRST = sequence(CleanSlate.FIRST);
  private static final ByteBuf RENEW_AGAIN = sequence(CleanSlate.AGAIN);

  /** A whole text message; masked, as every client's, with a mask that changes nothing. */
  private static final int TEXT = 0x81;

  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  static final int OVERHEAD_BYTES = 14 + BEFORE_ID.length + BEFORE_STREAM.length + 24;

  private LaneFrames() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuf constant(String text) {
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(ascii(text)).asReadOnly());
  }

  private static ByteBuf sequence(String sql) {
    return constant("\"type\":\"sequence\",\"sql\":\"" + sql + "\"}");
  }

  static void open(ByteBuf out, int id, int stream) {
    write(out, id, stream, OPEN, 0, OPEN.readableBytes());
  }

  static void close(ByteBuf out, int id, int stream) {
    write(out, id, stream, CLOSE, 0, CLOSE.readableBytes());
  }

  static void autocommit(ByteBuf out, int id, int stream) {
    write(out, id, stream, AUTOCOMMIT, 0, AUTOCOMMIT.readableBytes());
  }

  static void check(ByteBuf out, int id, int stream) {
    write(out, id, stream, CHECK, 0, CHECK.readableBytes());
  }

  static void renew(ByteBuf out, int id, int stream, boolean first) {
    ByteBuf rest = first ? RENEW_FIRST : RENEW_AGAIN;
    write(out, id, stream, rest, 0, rest.readableBytes());
  }

  /** The request whose bytes, with their braces, stand there in the body. */
  static void request(ByteBuf out, int id, int stream, ByteBuf body, int from, int to) {
    write(out, id, stream, body, body.readerIndex() + from + 1, body.readerIndex() + to);
  }

  private static void write(ByteBuf out, int id, int stream, ByteBuf rest, int from, int to) {
    int length =
        BEFORE_ID.length + digits(id) + BEFORE_STREAM.length + digits(stream) + 1 + (to - from) + 1;
    header(out, length);
    out.writeBytes(BEFORE_ID);
    number(out, id);
    out.writeBytes(BEFORE_STREAM);
    number(out, stream);
    out.writeByte(',');
    out.writeBytes(rest, from, to - from);
    out.writeByte('}');
  }

  private static void header(ByteBuf out, int length) {
    out.writeByte(TEXT);
    if (length < LENGTH_16) {
      out.writeByte(MASKED | length);
    } else if (length <= 0xFFFF) {
      out.writeByte(MASKED | LENGTH_16).writeShort(length);
    } else {
      out.writeByte(MASKED | LENGTH_64).writeLong(length);
    }
    out.writeInt(0);
  }

  private static int digits(int number) {
    int digits = 1;
    for (int rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static void number(ByteBuf out, int number) {
    int divisor = 1;
    while (number / divisor >= 10) {
      divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
      out.writeByte('0' + number / divisor % 10);
    }
  }
}
