package dev.gatehouse.admin.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The first tokens of a statement: words in upper case, names without their quotes. */
final class SqlWords {
  private final String sql;
  private int at;

  private SqlWords(String sql) {
    this.sql = sql;
  }

  /**
   * One token.
   *
   * @param text a word in upper case, a name or a string without quotes, or one other character
   * @param isQuoted whether it stood in quotes
   */
  record Token(String text, boolean isQuoted) {
    boolean is(String word) {
      return !isQuoted && text.equals(word);
    }

    boolean names(String name) {
      return text.equalsIgnoreCase(name);
    }
  }

  static List<Token> first(String sql, int count) {
    var words = new SqlWords(sql);
    var tokens = new ArrayList<Token>();
    while (tokens.size() < count && words.skipToToken()) {
      tokens.add(words.token());
    }
    return tokens;
  }

  private boolean skipToToken() {
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", at)) {
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
      } else {
        return true;
      }
    }
    return false;
  }

  private Token token() {
    char c = sql.charAt(at);
    if (c == '\'' || c == '"' || c == '`' || c == '[') {
      return new Token(quoted(c == '[' ? ']' : c), true);
    }
    int from = at;
    do {
      at++;
    } while (at < sql.length() && isWord(c) && isWord(sql.charAt(at)));
    return new Token(sql.substring(from, at).toUpperCase(Locale.ROOT), false);
  }

  private String quoted(char close) {
    var text = new StringBuilder();
    at++;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c == close) {
        boolean doubled = close != ']' && at < sql.length() && sql.charAt(at) == close;
        if (!doubled) {
          break;
        }
        at++;
      }
      text.append(c);
    }
    return text.toString();
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
