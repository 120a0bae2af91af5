package dev.gatehouse.config.load;

import java.util.regex.Pattern;

/** A value as a problem may repeat it: short, on one line, without a URL's password. */
final class Echo {
  private static final int LENGTH_MAX = 80;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern USER_INFO = Pattern.compile("//.*@");

  private Echo() {}

  static String of(String value) {
    if (value.isBlank()) {
      return "\"\"";
    }
    String line = CONTROL.matcher(value).replaceAll(" ");
    String harmless = USER_INFO.matcher(line).replaceAll("//***@");
    return harmless.length() <= LENGTH_MAX ? harmless : harmless.substring(0, LENGTH_MAX) + "…";
  }
}
