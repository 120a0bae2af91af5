package dev.gatehouse.gateway.journey.stream.usage;

import io.netty.buffer.ByteBuf;

/**
 * Reads the figures out of JSON: of a pipeline, of a message of a WebSocket, of the older APIs.
 *
 * <p>What a tenant stored stands in texts, and a text is a name only where a colon follows it,
 * which sqld alone writes. So it is enough to know where texts begin and end.
 */
final class JsonScan implements AnswerScan {
  private static final long EACH_BYTE = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = EACH_BYTE * '"';
  private static final long BACKSLASHES = EACH_BYTE * '\\';
  private static final long NUMBER_MAX = Long.MAX_VALUE / 10 - 1;

  private static final int BETWEEN = 0;
  private static final int IN_TEXT = 1;
  private static final int IN_LONG_TEXT = 2;
  private static final int ESCAPED = 3;
  private static final int IN_NUMBER = 4;

  private final Figures figures;
  private int state = BETWEEN;
  private int candidates;
  private int length;
  private int lastText;
  private int name;
  private long number;
  private long pendingRead = -1;

  JsonScan(Figures figures) {
    this.figures = figures;
  }

  @Override
  public void scan(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (state == IN_LONG_TEXT) {
        at = skipped(bytes, at, end);
        if (at == end) {
          return;
        }
      }
      step(bytes.getByte(at++));
    }
  }

  /** Goes on to the next byte that may end the text. */
  private static int skipped(ByteBuf bytes, int from, int end) {
    int at = from;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      long eight = bytes.getLongLE(at);
      long hits = zeroBytes(eight ^ QUOTES) | zeroBytes(eight ^ BACKSLASHES);
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
    }
    while (at < end && bytes.getByte(at) != '"' && bytes.getByte(at) != '\\') {
      at++;
    }
    return at;
  }

  /** Marks the zero bytes; what lies above the lowest one may be marked wrongly. */
  private static long zeroBytes(long eight) {
    return (eight - EACH_BYTE) & ~eight & HIGH_BITS;
  }

  private void step(byte next) {
    switch (state) {
      case BETWEEN -> between(next);
      case IN_TEXT -> inText(next);
      case IN_LONG_TEXT -> inLongText(next);
      case ESCAPED -> state = IN_LONG_TEXT;
      default -> inNumber(next);
    }
  }

  private void between(byte next) {
    if (next == '"') {
      state = IN_TEXT;
      candidates = Word.ANY;
      length = 0;
    } else if (next == ':') {
      name = lastText;
      lastText = 0;
    } else if (next > ' ') {
      lastText = 0;
      if (name != 0) {
        value(next);
      }
    }
  }

  private void value(byte next) {
    if (next >= '0'
        && next <= '9'
        && (name & (Word.ROWS_READ.bit() | Word.ROWS_WRITTEN.bit())) != 0) {
      state = IN_NUMBER;
      number = (long) next - '0';
    } else {
      name = 0;
    }
  }

  private void inText(byte next) {
    if (next == '"') {
      text(Word.whole(candidates, length));
    } else if (next == '\\') {
      candidates = 0;
      state = ESCAPED;
    } else {
      candidates = Word.narrowed(candidates, length++, next);
      if (candidates == 0) {
        state = IN_LONG_TEXT;
      }
    }
  }

  private void inLongText(byte next) {
    if (next == '"') {
      text(0);
    } else if (next == '\\') {
      state = ESCAPED;
    }
  }

  /** A text ends: the value of the name before it, or a name itself. */
  private void text(int word) {
    state = BETWEEN;
    if (name == 0) {
      lastText = word;
      return;
    }
    if (name == Word.CODE.bit()) {
      if (word == Word.BLOCKED.bit()) {
        figures.blocked();
      } else {
        figures.error();
      }
    } else if (name == Word.TYPE.bit()
        && (word & (Word.SEQUENCE.bit() | Word.FETCH_CURSOR.bit())) != 0) {
      figures.untold();
    }
    name = 0;
  }

  private void inNumber(byte next) {
    if (next >= '0' && next <= '9') {
      number = number > NUMBER_MAX ? number : number * 10 + (next - '0');
      return;
    }
    if (name == Word.ROWS_READ.bit()) {
      settleRead();
      pendingRead = number;
    } else {
      figures.statement(Math.max(0, pendingRead), number);
      pendingRead = -1;
    }
    name = 0;
    state = BETWEEN;
    between(next);
  }

  private void settleRead() {
    if (pendingRead >= 0) {
      figures.statement(pendingRead, 0);
      pendingRead = -1;
    }
  }

  @Override
  public void endMessage() {
    if (state == IN_NUMBER) {
      inNumber((byte) ' ');
    }
    settleRead();
    state = BETWEEN;
    lastText = 0;
    name = 0;
  }
}
