package dev.gatehouse.gateway.journey.send.lane;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Where in a message of sqld its parts stand; used again for each message. */
final class LaneMessage {
  private static final byte[] OK = ascii("{\"type\":\"response_ok\",\"request_id\":");
  private static final byte[] ERROR = ascii("{\"type\":\"response_error\",\"request_id\":");
  private static final byte[] BEFORE_RESPONSE = ascii(",\"response\":");
  private static final byte[] BEFORE_ERROR = ascii(",\"error\":");
  private static final int DIGITS_MAX = 9;

  private boolean ok;
  private int id;
  private int from;
  private int to;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Finds the parts; false where this is no answer to a request, as sqld writes it. */
  boolean read(ByteBuf message) {
    int at = message.readerIndex();
    int end = message.writerIndex();
    ok = isAt(message, at, end, OK);
    if (!ok && !isAt(message, at, end, ERROR)) {
      return false;
    }
    at += ok ? OK.length : ERROR.length;
    int digits = at;
    id = 0;
    while (at < end && at - digits < DIGITS_MAX && isDigit(message.getByte(at))) {
      id = 10 * id + message.getByte(at) - '0';
      at++;
    }
    byte[] before = ok ? BEFORE_RESPONSE : BEFORE_ERROR;
    if (at == digits || !isAt(message, at, end, before)) {
      return false;
    }
    from = at + before.length;
    to = end - 1;
    return from < to && message.getByte(from) == '{' && message.getByte(to) == '}';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isAt(ByteBuf message, int at, int end, byte[] text) {
    if (end - at < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (message.getByte(at + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  boolean isOk() {
    return ok;
  }

  /** The id of the request that this answers. */
  int id() {
    return id;
  }

  /** Where the response or error begins. */
  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Whether the response is this text. */
  boolean says(ByteBuf message, byte[] text) {
    return ok && to - from == text.length && isAt(message, from, to, text);
  }
}
