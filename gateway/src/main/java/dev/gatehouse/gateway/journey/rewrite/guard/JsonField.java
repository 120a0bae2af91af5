package dev.gatehouse.gateway.journey.rewrite.guard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The fields of Hrana and legacy messages that matter here; sqld ignores unknown ones. */
enum JsonField {
  TYPE,
  SQL,
  SQL_ID,
  STMT,
  BATCH,
  STEPS,
  CONDITION,
  ARGS,
  NAMED_ARGS,
  WANT_ROWS,
  REPLICATION_INDEX,
  BATON,
  REQUESTS,
  REQUEST,
  REQUEST_ID,
  STREAM_ID,
  CURSOR_ID,
  MAX_COUNT,
  JWT,
  STATEMENTS,
  Q,
  PARAMS,
  NAME,
  VALUE,
  BASE64,
  STEP,
  COND,
  CONDS,
  UNKNOWN;

  private static final JsonField[][] BY_LENGTH = byLength();

  @SuppressWarnings("Immutable") // never written to
  private final byte[] key = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);

  private static JsonField[][] byLength() {
    JsonField[][] found = new JsonField[REPLICATION_INDEX.key.length + 1][];
    for (int length = 0; length < found.length; length++) {
      int wanted = length;
      found[length] =
          Arrays.stream(values())
              .filter(f -> f != UNKNOWN && f.key.length == wanted)
              .toArray(JsonField[]::new);
    }
    return found;
  }

  static JsonField of(byte[] text, int from, int to) {
    int length = to - from;
    if (length < BY_LENGTH.length) {
      for (JsonField field : BY_LENGTH[length]) {
        if (Arrays.equals(text, from, to, field.key, 0, length)) {
          return field;
        }
      }
    }
    return UNKNOWN;
  }

  /** The set of fields seen so far with this one in it; a field that matters comes once. */
  int addTo(int seen) throws UnreadableException {
    if (this != UNKNOWN && isIn(seen)) {
      throw new UnreadableException(Reason.DUPLICATE_FIELD);
    }
    return seen | bit();
  }

  boolean isIn(int seen) {
    return (seen & bit()) != 0;
  }

  /** An int is the set of fields seen: one object is read in every microsecond. */
  @SuppressWarnings("EnumOrdinal")
  private int bit() {
    return 1 << ordinal();
  }
}
