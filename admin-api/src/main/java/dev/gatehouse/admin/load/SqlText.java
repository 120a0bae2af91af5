package dev.gatehouse.admin.load;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names and values as SQL text. */
public final class SqlText {
  private static final HexFormat HEX = HexFormat.of();

  private SqlText() {}

  /** A name in quotes. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text in quotes. */
  public static String text(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  static String blob(byte[] bytes) {
    return "x'" + HEX.formatHex(bytes) + '\'';
  }

  /** A value that reads back as the very same. */
  static String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Double number -> number(number);
      case String text -> text(text);
      case byte[] bytes -> blob(bytes);
      case RawText(var bytes) -> "CAST(" + blob(bytes) + " AS TEXT)";
      default -> value.toString();
    };
  }

  static String number(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "9e999" : "-9e999";
    }
    return Double.isNaN(number) ? "NULL" : Double.toString(number);
  }

  /** A text that is no Unicode, or that a quoted form would cut off. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record RawText(byte[] bytes) {}

  /** A text of these bytes: as a String where it can be, else raw. */
  static Object decoded(byte[] bytes, Charset charset) {
    return strictly(bytes, charset)
        .filter(text -> text.indexOf('\0') < 0)
        .<Object>map(text -> text)
        .orElseGet(() -> new RawText(bytes));
  }

  private static Optional<String> strictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
