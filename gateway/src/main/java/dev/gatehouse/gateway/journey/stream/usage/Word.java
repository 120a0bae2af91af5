package dev.gatehouse.gateway.journey.stream.usage;

import java.nio.charset.StandardCharsets;

/**
 * The texts of a JSON answer that mean something here. While a text is read byte by byte, a set of
 * bits says which words it may still become.
 */
enum Word {
  ROWS_READ(1, "rows_read"),
  ROWS_WRITTEN(2, "rows_written"),
  CODE(4, "code"),
  TYPE(8, "type"),
  BLOCKED(16, "BLOCKED"),
  SEQUENCE(32, "sequence"),
  FETCH_CURSOR(64, "fetch_cursor");

  /** All words. */
  static final int ANY = (1 << values().length) - 1;

  /** Longer than any word. */
  static final int BYTES_MAX = 16;

  private static final Word[] WORDS = values();
  private static final byte[][] FITTING = new byte[BYTES_MAX][256];
  private static final byte[] OF_LENGTH = new byte[BYTES_MAX + 1];

  static {
    for (Word word : WORDS) {
      for (int at = 0; at < word.bytes.length; at++) {
        FITTING[at][word.bytes[at]] |= (byte) word.bit;
      }
      OF_LENGTH[word.bytes.length] |= (byte) word.bit;
    }
  }

  private final int bit;
  private final byte[] bytes;

  Word(int bit, String text) {
    this.bit = bit;
    this.bytes = text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Those of the candidates that have this byte there. */
  static int narrowed(int candidates, int at, byte next) {
    return at < BYTES_MAX ? candidates & FITTING[at][next & 0xff] : 0;
  }

  /** The candidates that are exactly so long: one at most, or none. */
  static int whole(int candidates, int length) {
    return length <= BYTES_MAX ? candidates & OF_LENGTH[length] : 0;
  }

  int bit() {
    return bit;
  }
}
