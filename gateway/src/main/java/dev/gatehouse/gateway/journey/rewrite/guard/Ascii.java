package dev.gatehouse.gateway.journey.rewrite.guard;

/** The character classes of SQLite, which knows case for ASCII only. */
final class Ascii {
  private Ascii() {}

  static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
  }

  /** Whether the text begins with these lower-case bytes, in any case. */
  static boolean startsWith(byte[] text, int from, int to, byte[] lowerCase) {
    if (to - from < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if (lower(text[from + i]) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isIdentifierStart(byte b) {
    int letter = b | 0x20;
    return b < 0 || b == '_' || (letter >= 'a' && letter <= 'z');
  }

  static boolean isIdentifierPart(byte b) {
    return isIdentifierStart(b) || isDigit(b) || b == '$';
  }
}
