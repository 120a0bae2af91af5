package dev.gatehouse.gateway.journey.rewrite.guard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What a Hrana request asks for. */
public enum RequestKind {
  EXECUTE,
  BATCH,
  SEQUENCE,
  DESCRIBE,
  STORE_SQL,
  CLOSE_SQL,
  GET_AUTOCOMMIT,
  /** Ends the stream; HTTP only. */
  CLOSE,
  /** A batch whose result streams; the body of the HTTP cursor route. */
  CURSOR,

  OPEN_STREAM,
  CLOSE_STREAM,
  OPEN_CURSOR,
  CLOSE_CURSOR,
  FETCH_CURSOR,
  /** Brings the token of a WebSocket. */
  HELLO;

  private static final RequestKind[] ALL = values();

  @SuppressWarnings("Immutable") // never written to
  private final byte[] name = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);

  boolean isPipelined() {
    return compareTo(CLOSE) <= 0;
  }

  boolean isOverWebSocket() {
    return this != CLOSE && this != CURSOR && this != HELLO;
  }

  boolean isNamed(byte[] text, int from, int to) {
    return Arrays.equals(text, from, to, name, 0, name.length);
  }

  static RequestKind named(byte[] text, int from, int to) throws UnreadableException {
    for (RequestKind kind : ALL) {
      if (kind.isNamed(text, from, to)) {
        return kind;
      }
    }
    throw new UnreadableException(Reason.MALFORMED);
  }
}
