package dev.gatehouse.app.cli;

import java.util.regex.Pattern;

/** Text from elsewhere, made harmless for a terminal. */
final class Printable {
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

  private Printable() {}

  /** The text on one line, without control characters. */
  static String line(String text) {
    return INVISIBLE.matcher(text).replaceAll(" ");
  }
}
