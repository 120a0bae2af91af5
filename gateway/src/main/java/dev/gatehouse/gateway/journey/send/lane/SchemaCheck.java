package dev.gatehouse.gateway.journey.send.lane;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * A statement that makes a connection look at the tables anew, and tells which version of them
 * there is. sqld reads the names of columns before SQLite notices that another connection changed a
 * table.
 */
final class SchemaCheck {
  /**
   * Twice the version, and one more where something in the database asks the connection for a past
   * that {@link CleanSlate} does not undo.
   */
  static final String SQL =
      "select schema_version*2+(select count(*)>0 from sqlite_schema"
          + " where sql like '%total_changes%' or type in ('view','trigger')"
          + " and (sql like '%pragma\\\\_%' escape '\\\\' or sql like '%sqlite_stmt%'"
          + " or sql like '%sqlite_temp%')) from pragma_schema_version";

  private static final byte[] FIRST_VALUE = ascii("\"rows\":[[{\"type\":\"integer\",\"value\":\"");
  private static final byte[] INDEX = ascii("\"replication_index\":");

  /** What follows the index in an answer is short. */
  private static final int TAIL_BYTES = 160;

  static final long NONE = -1;

  private SchemaCheck() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What the statement gave, or {@link #NONE}. */
  static long valueIn(ByteBuf answer, int from, int to) {
    for (int at = from; at <= to - FIRST_VALUE.length; at++) {
      if (isAt(answer, at, FIRST_VALUE)) {
        return number(answer, at + FIRST_VALUE.length, to);
      }
    }
    return NONE;
  }

  static boolean isTricky(long value) {
    return (value & 1) == 1;
  }

  /**
   * How much had been written when an answer was made, as its end tells; {@link #NONE} where it
   * does not.
   */
  static long indexIn(ByteBuf answer, int from, int to) {
    int earliest = Math.max(from, to - TAIL_BYTES);
    for (int at = to - INDEX.length; at >= earliest; at--) {
      if (isAt(answer, at, INDEX)) {
        int value = at + INDEX.length;
        return answer.getByte(value) == '"' ? number(answer, value + 1, to) : 0;
      }
    }
    return NONE;
  }

  private static boolean isAt(ByteBuf answer, int at, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (answer.getByte(at + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static long number(ByteBuf answer, int from, int to) {
    long number = 0;
    int at = from;
    while (at < to && Character.isDigit(answer.getByte(at))) {
      number = 10 * number + answer.getByte(at) - '0';
      at++;
    }
    return at == from ? NONE : number;
  }
}
