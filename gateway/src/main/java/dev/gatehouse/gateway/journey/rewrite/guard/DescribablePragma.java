package dev.gatehouse.gateway.journey.rewrite.guard;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A PRAGMA that does no harm where it takes effect already when it is described. */
enum DescribablePragma {
  FOREIGN_KEYS,
  DEFER_FOREIGN_KEYS,
  FOREIGN_KEY_LIST,
  TABLE_LIST,
  TABLE_INFO,
  TABLE_XINFO,
  INDEX_LIST,
  INDEX_INFO,
  INDEX_XINFO;

  private static final DescribablePragma[] ALL = values();

  @SuppressWarnings("Immutable") // never written to
  private final byte[] name = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);

  static boolean isOne(byte[] sql, int from, int to) {
    for (DescribablePragma each : ALL) {
      if (each.name.length == to - from && Ascii.startsWith(sql, from, to, each.name)) {
        return true;
      }
    }
    return false;
  }
}
