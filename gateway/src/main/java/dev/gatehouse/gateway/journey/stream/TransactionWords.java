package dev.gatehouse.gateway.journey.stream;

import io.netty.buffer.ByteBuf;

/**
 * What a message's SQL does to the transaction of its stream, as far as its words tell: it is
 * enough to know which streams deserve a look when they rest.
 */
enum TransactionWords {
  NONE,
  BEGINS,
  ENDS;

  private static final int BEGIN = hashOf("begin");
  private static final int SAVEPOINT = hashOf("savepoint");
  private static final int COMMIT = hashOf("commit");
  private static final int END = hashOf("end");
  private static final int ROLLBACK = hashOf("rollback");
  private static final int RELEASE = hashOf("release");

  private static int hashOf(String word) {
    int hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = 31 * hash + word.charAt(i);
    }
    return hash;
  }

  /** Looks at the first word of each statement, wherever a message carries one. */
  static TransactionWords in(ByteBuf message) {
    TransactionWords found = NONE;
    boolean first = false;
    int hash = 0;
    int length = 0;
    for (int i = message.readerIndex(); i <= message.writerIndex(); i++) {
      int c = i < message.writerIndex() ? message.getByte(i) : ';';
      if (isLetter(c)) {
        hash = 31 * hash + (c | 0x20);
        length++;
        continue;
      }
      if (length > 0 && first) {
        found = after(found, hash);
      }
      first = isSpace(c) ? first && length == 0 : !isWordPart(c);
      hash = 0;
      length = 0;
      if (c == '\\') {
        // An escape of JSON: a line's end, at most, as far as statements are concerned.
        i++;
        first = true;
      }
    }
    return found;
  }

  private static TransactionWords after(TransactionWords before, int hash) {
    if (hash == BEGIN || hash == SAVEPOINT) {
      return BEGINS;
    }
    return hash == COMMIT || hash == END || hash == ROLLBACK || hash == RELEASE ? ENDS : before;
  }

  private static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  private static boolean isWordPart(int c) {
    return c == '_' || (c >= '0' && c <= '9') || c < 0;
  }

  private static boolean isSpace(int c) {
    return c == ' ';
  }
}
