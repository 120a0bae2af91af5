package dev.gatehouse.admin.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text of any length into the statements that SQLite sees, and holds one at a time.
 *
 * <p>A semicolon ends a statement unless it stands in a string, a quoted name, a comment or the
 * body of a trigger. That body ends where SQLite's own shell ends it: at an END that follows a
 * semicolon, hence never at the END of a CASE.
 */
public final class SqlSplitter {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int NOTHING = -2;
  private static final int WORD_CHARS_MAX = 16;

  private final InputStream text;
  private final int statementBytesMax;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private int pushedBack = NOTHING;
  private long line = 1;
  private long number;

  private ByteArrayOutputStream statement = new ByteArrayOutputStream();
  private long statementLine;
  private boolean hasToken;
  private TriggerState state = TriggerState.START;

  public SqlSplitter(InputStream text, int statementBytesMax) {
    this.text = text;
    this.statementBytesMax = statementBytesMax;
  }

  /** How far the reading of a statement is, as SQLite's {@code sqlite3_complete} counts it. */
  private enum TriggerState {
    START,
    EXPLAIN,
    CREATE,
    NORMAL,
    BODY,
    SEMICOLON,
    END;

    TriggerState afterWord(String word) {
      return switch (this) {
        case START ->
            switch (word) {
              case "EXPLAIN" -> EXPLAIN;
              case "CREATE" -> CREATE;
              default -> NORMAL;
            };
        case EXPLAIN ->
            switch (word) {
              case "QUERY", "PLAN" -> EXPLAIN;
              case "CREATE" -> CREATE;
              default -> NORMAL;
            };
        case CREATE ->
            switch (word) {
              case "TEMP", "TEMPORARY" -> CREATE;
              case "TRIGGER" -> BODY;
              default -> NORMAL;
            };
        case NORMAL -> NORMAL;
        case SEMICOLON -> word.equals("END") ? END : BODY;
        case BODY, END -> BODY;
      };
    }

    TriggerState afterOther() {
      return this == BODY || this == SEMICOLON || this == END ? BODY : NORMAL;
    }
  }

  /** The next statement, or null at the end. */
  public @Nullable Statement next() throws IOException, LoadException {
    while (true) {
      int b = read();
      if (b < 0) {
        return hasToken ? take() : null;
      }
      if (b == ';') {
        if (!isInBody()) {
          if (hasToken) {
            return take();
          }
          reset();
          continue;
        }
        state = TriggerState.SEMICOLON;
        keep(b);
      } else {
        token(b);
      }
    }
  }

  private boolean isInBody() {
    return state == TriggerState.BODY || state == TriggerState.SEMICOLON;
  }

  private void token(int b) throws IOException, LoadException {
    switch (b) {
      case ' ', '\t', '\n', '\f', '\r', 0x0B -> space(b);
      case '\'', '"', '`' -> quoted(b, b);
      case '[' -> quoted(b, ']');
      case '-' -> dash();
      case '/' -> slash();
      case 0xEF -> maybeByteOrderMark();
      case 0 -> throw new LoadException("a NUL byte, so this is no SQL text", number + 1, line);
      default -> {
        if (isWord(b)) {
          word(b);
        } else {
          other(b);
        }
      }
    }
  }

  private void space(int b) throws LoadException {
    if (hasToken) {
      keep(b);
    }
  }

  private void other(int b) throws LoadException {
    begin();
    keep(b);
    state = state.afterOther();
  }

  private void begin() {
    if (!hasToken) {
      hasToken = true;
      statementLine = line;
    }
  }

  private void quoted(int open, int close) throws IOException, LoadException {
    begin();
    keep(open);
    int b;
    do {
      b = read();
      if (b < 0) {
        break;
      }
      keep(b);
    } while (b != close);
    // A doubled quote reads as two quoted parts side by side, which splits the same way.
    state = state.afterOther();
  }

  private void dash() throws IOException, LoadException {
    int next = read();
    if (next != '-') {
      pushBack(next);
      other('-');
      return;
    }
    space('-');
    space('-');
    int b;
    do {
      b = read();
      if (b >= 0) {
        space(b);
      }
    } while (b >= 0 && b != '\n');
  }

  private void slash() throws IOException, LoadException {
    int next = read();
    if (next != '*') {
      pushBack(next);
      other('/');
      return;
    }
    space('/');
    space('*');
    int before = 0;
    int b = read();
    while (b >= 0 && !(before == '*' && b == '/')) {
      space(b);
      before = b;
      b = read();
    }
    if (b >= 0) {
      space(b);
    }
  }

  private void maybeByteOrderMark() throws IOException, LoadException {
    int second = number == 0 && !hasToken ? read() : NOTHING;
    if (second == NOTHING) {
      word(0xEF);
      return;
    }
    if (second == 0xBB) {
      int third = read();
      if (third == 0xBF) {
        return;
      }
    }
    throw new LoadException("the text does not begin with SQL", 1, line);
  }

  private void word(int first) throws IOException, LoadException {
    begin();
    var word = new StringBuilder();
    int b = first;
    do {
      keep(b);
      if (word.length() < WORD_CHARS_MAX) {
        word.append((char) b);
      }
      b = read();
    } while (b >= 0 && isWord(b));
    pushBack(b);
    state = state.afterWord(word.toString().toUpperCase(Locale.ROOT));
  }

  private static boolean isWord(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '$'
        || b >= 0x80;
  }

  private void keep(int b) throws LoadException {
    if (statement.size() >= statementBytesMax) {
      throw new LoadException(
          "the statement is longer than %d bytes".formatted(statementBytesMax),
          number + 1,
          statementLine);
    }
    statement.write(b);
  }

  private Statement take() throws LoadException {
    number++;
    try {
      String sql =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(statement.toByteArray()))
              .toString();
      return new Statement(sql, number, statementLine);
    } catch (CharacterCodingException e) {
      throw new LoadException("the statement is not UTF-8", number, statementLine);
    } finally {
      reset();
    }
  }

  private void reset() {
    if (statement.size() > BUFFER_BYTES) {
      statement = new ByteArrayOutputStream();
    } else {
      statement.reset();
    }
    hasToken = false;
    state = TriggerState.START;
  }

  private int read() throws IOException {
    int b;
    if (pushedBack != NOTHING) {
      b = pushedBack;
      pushedBack = NOTHING;
    } else {
      if (at == end) {
        end = Math.max(0, text.read(buffer));
        at = 0;
        if (end == 0) {
          return -1;
        }
      }
      b = buffer[at++] & 0xFF;
    }
    if (b == '\n') {
      line++;
    }
    return b;
  }

  private void pushBack(int b) {
    if (b == '\n') {
      line--;
    }
    pushedBack = b;
  }
}
