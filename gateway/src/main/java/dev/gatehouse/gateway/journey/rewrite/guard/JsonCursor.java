package dev.gatehouse.gateway.journey.rewrite.guard;

import java.util.Arrays;

/**
 * Walks JSON in place, as strict as serde_json or stricter: no byte order mark, no duplicate that
 * matters, no lone surrogate, no bytes outside UTF-8, nothing after the value.
 */
final class JsonCursor {
  private static final int DEPTH_MAX = 100;

  private byte[] json = {};
  private int at;
  private int end;

  private byte[] text = {};
  private int textFrom;
  private int textTo;
  private byte[] unescaped = new byte[256];

  void open(byte[] bytes, int from, int to) {
    json = bytes;
    at = from;
    end = to;
  }

  void close() {
    json = new byte[0];
    text = json;
  }

  /** The last string that was read, without escapes, is {@code text()[textFrom..textTo]}. */
  byte[] text() {
    return text;
  }

  int textFrom() {
    return textFrom;
  }

  int textTo() {
    return textTo;
  }

  boolean textIs(String ascii) {
    if (textTo - textFrom != ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (text[textFrom + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  int position() {
    return at;
  }

  /** The byte at a position. */
  byte at(int position) {
    return json[position];
  }

  /** The first byte of what comes next, which is not yet consumed. */
  byte peek() throws UnreadableException {
    while (at < end) {
      byte b = json[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b;
      }
      at++;
    }
    throw malformed();
  }

  void expect(int wanted) throws UnreadableException {
    if (peek() != wanted) {
      throw malformed();
    }
    at++;
  }

  private boolean take(int wanted) throws UnreadableException {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /** Enters an object or array and says whether there is anything in it. */
  boolean enter(int open, int close) throws UnreadableException {
    expect(open);
    return !take(close);
  }

  /** Goes on to the next member, or leaves. */
  boolean another(int close) throws UnreadableException {
    if (take(',')) {
      return true;
    }
    expect(close);
    return false;
  }

  JsonField key() throws UnreadableException {
    string();
    JsonField field = JsonField.of(text, textFrom, textTo);
    expect(':');
    return field;
  }

  boolean takeNull() throws UnreadableException {
    if (peek() != 'n') {
      return false;
    }
    literal("null");
    return true;
  }

  /** Reads a string; the text is in place where it has no escapes. */
  void string() throws UnreadableException {
    expect('"');
    int from = at;
    while (at < end) {
      byte b = json[at];
      if (b == '"') {
        text = json;
        textFrom = from;
        textTo = at++;
        return;
      }
      if (b == '\\') {
        unescape(from);
        return;
      }
      at += plain(b);
    }
    throw malformed();
  }

  private int plain(byte b) throws UnreadableException {
    if (b >= ' ') {
      return 1;
    }
    if (b >= 0) {
      throw malformed();
    }
    int length = Utf8.sequence(json, at, end);
    if (length == 0) {
      throw new UnreadableException(Reason.INVALID_TEXT);
    }
    return length;
  }

  private void unescape(int from) throws UnreadableException {
    int length = 0;
    int copied = from;
    while (at < end) {
      byte b = json[at];
      if (b != '"' && b != '\\') {
        at += plain(b);
        continue;
      }
      int plain = at - copied;
      reserve(length + plain + 4);
      System.arraycopy(json, copied, unescaped, length, plain);
      length += plain;
      at++;
      if (b == '"') {
        text = unescaped;
        textFrom = 0;
        textTo = length;
        return;
      }
      length += escape(length);
      copied = at;
    }
    throw malformed();
  }

  private void reserve(int bytes) {
    if (unescaped.length < bytes) {
      unescaped = Arrays.copyOf(unescaped, 2 * bytes);
    }
  }

  private int escape(int to) throws UnreadableException {
    if (at == end) {
      throw malformed();
    }
    byte b = json[at++];
    if (b == 'u') {
      return encode(codePoint(), to);
    }
    unescaped[to] =
        switch (b) {
          case '"', '\\', '/' -> b;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> throw malformed();
        };
    return 1;
  }

  private int codePoint() throws UnreadableException {
    char first = (char) hex4();
    if (!Character.isSurrogate(first)) {
      return first;
    }
    if (Character.isLowSurrogate(first)
        || end - at < 6
        || json[at] != '\\'
        || json[at + 1] != 'u') {
      throw new UnreadableException(Reason.INVALID_TEXT);
    }
    at += 2;
    char second = (char) hex4();
    if (!Character.isLowSurrogate(second)) {
      throw new UnreadableException(Reason.INVALID_TEXT);
    }
    return Character.toCodePoint(first, second);
  }

  private int hex4() throws UnreadableException {
    if (end - at < 4) {
      throw malformed();
    }
    int value = 0;
    for (int i = 0; i < 4; i++) {
      byte b = json[at++];
      int digit = b < 0 ? -1 : Character.digit((char) b, 16);
      if (digit < 0) {
        throw malformed();
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private int encode(int codePoint, int to) {
    if (codePoint < 0x80) {
      unescaped[to] = (byte) codePoint;
      return 1;
    }
    int length = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    int rest = codePoint;
    for (int i = length - 1; i > 0; i--) {
      unescaped[to + i] = (byte) (0x80 | (rest & 0x3F));
      rest >>= 6;
    }
    unescaped[to] = (byte) ((0xF00 >> length) | rest);
    return length;
  }

  /** Reads a whole number that fits an int. */
  int integer() throws UnreadableException {
    int from = peek() == '-' ? at + 1 : at;
    int start = at;
    number();
    long value = 0;
    for (int i = from; i < at; i++) {
      if (!Ascii.isDigit(json[i]) || i - from > 10) {
        throw malformed();
      }
      value = 10 * value + json[i] - '0';
    }
    value = from == start ? value : -value;
    if (value != (int) value) {
      throw malformed();
    }
    return (int) value;
  }

  /** Passes over a value of any kind. */
  void skip() throws UnreadableException {
    skip(0);
  }

  private void skip(int depth) throws UnreadableException {
    if (depth > DEPTH_MAX) {
      throw new UnreadableException(Reason.TOO_DEEP);
    }
    switch (peek()) {
      case '"' -> string();
      case '{' -> {
        for (boolean more = enter('{', '}'); more; more = another('}')) {
          string();
          expect(':');
          skip(depth + 1);
        }
      }
      case '[' -> {
        for (boolean more = enter('[', ']'); more; more = another(']')) {
          skip(depth + 1);
        }
      }
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  private void literal(String word) throws UnreadableException {
    if (end - at < word.length()) {
      throw malformed();
    }
    for (int i = 0; i < word.length(); i++) {
      if (json[at++] != word.charAt(i)) {
        throw malformed();
      }
    }
  }

  private void number() throws UnreadableException {
    if (at < end && json[at] == '-') {
      at++;
    }
    boolean zero = at < end && json[at] == '0';
    int digits = digits();
    if (digits == 0 || (zero && digits > 1)) {
      throw malformed();
    }
    if (at < end && json[at] == '.') {
      at++;
      if (digits() == 0) {
        throw malformed();
      }
    }
    if (at < end && (json[at] == 'e' || json[at] == 'E')) {
      at++;
      if (at < end && (json[at] == '+' || json[at] == '-')) {
        at++;
      }
      if (digits() == 0) {
        throw malformed();
      }
    }
  }

  private int digits() {
    int from = at;
    while (at < end && Ascii.isDigit(json[at])) {
      at++;
    }
    return at - from;
  }

  /** Nothing but white space may follow the value. */
  void finish() throws UnreadableException {
    while (at < end) {
      byte b = json[at++];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        throw malformed();
      }
    }
  }

  private static UnreadableException malformed() {
    return new UnreadableException(Reason.MALFORMED);
  }
}
