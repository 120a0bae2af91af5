package dev.gatehouse.gateway.journey.rewrite.guard;

/** Splits SQL into the tokens that SQLite sees; white space and comments are left out. */
final class Tokenizer {
  private final byte[] sql;
  private final int start;
  private final int end;
  private int at;
  private int tokenFrom;
  private int contentFrom;
  private int contentTo;

  Tokenizer(byte[] sql, int from, int to) {
    this.sql = sql;
    this.start = from;
    this.end = to;
    this.at = from;
  }

  /** Where the last token begins. */
  int tokenFrom() {
    return tokenFrom;
  }

  /** Where the last token ends. */
  int tokenTo() {
    return at;
  }

  /** The last token without its quotes. */
  int contentFrom() {
    return contentFrom;
  }

  int contentTo() {
    return contentTo;
  }

  TokenKind next() {
    skipSpaceAndComments();
    tokenFrom = at;
    contentFrom = at;
    TokenKind kind = at == end ? TokenKind.END : scan(sql[at]);
    if (kind != TokenKind.QUOTED && kind != TokenKind.STRING) {
      contentTo = at;
    }
    return kind;
  }

  private void skipSpaceAndComments() {
    while (at < end) {
      byte b = sql[at];
      if (Ascii.isSpace(b) || (at == start && isByteOrderMark())) {
        at += b < 0 ? 3 : 1;
      } else if (b == '-' && at + 1 < end && sql[at + 1] == '-') {
        skipLine();
      } else if (b == '/' && at + 2 < end && sql[at + 1] == '*') {
        skipBlock();
      } else {
        return;
      }
    }
  }

  private boolean isByteOrderMark() {
    return at + 2 < end
        && sql[at] == (byte) 0xEF
        && sql[at + 1] == (byte) 0xBB
        && sql[at + 2] == (byte) 0xBF;
  }

  private void skipLine() {
    while (at < end && sql[at] != '\n') {
      at++;
    }
  }

  private void skipBlock() {
    at += 3;
    while (at < end && (sql[at] != '/' || sql[at - 1] != '*')) {
      at++;
    }
    at = Math.min(at + 1, end);
  }

  private TokenKind scan(byte b) {
    return switch (b) {
      case '\'' -> quoted(b, TokenKind.STRING);
      case '"', '`' -> quoted(b, TokenKind.QUOTED);
      case '[' -> bracketed();
      case '(' -> single(TokenKind.LEFT_PAREN);
      case ')' -> single(TokenKind.RIGHT_PAREN);
      case ',' -> single(TokenKind.COMMA);
      case ';' -> single(TokenKind.SEMICOLON);
      case '.' -> at + 1 < end && Ascii.isDigit(sql[at + 1]) ? number() : single(TokenKind.DOT);
      case '?', '$', '@', '#', ':' -> variable();
      case '+', '-', '*', '/', '%', '=', '<', '>', '!', '|', '&', '~' -> operator(b);
      case 'x', 'X' -> at + 1 < end && sql[at + 1] == '\'' ? blob() : word();
      default -> other(b);
    };
  }

  private TokenKind other(byte b) {
    if (isByteOrderMark()) {
      at += 3;
      return TokenKind.AMBIGUOUS;
    }
    if (Ascii.isIdentifierStart(b)) {
      return word();
    }
    if (Ascii.isDigit(b)) {
      return number();
    }
    return single(b == 0 ? TokenKind.AMBIGUOUS : TokenKind.ILLEGAL);
  }

  private TokenKind single(TokenKind kind) {
    at++;
    return kind;
  }

  private TokenKind quoted(byte quote, TokenKind kind) {
    at++;
    contentFrom = at;
    while (at < end) {
      byte b = sql[at++];
      if (b == 0) {
        return TokenKind.AMBIGUOUS;
      }
      if (b == quote) {
        if (at == end || sql[at] != quote) {
          contentTo = at - 1;
          return kind;
        }
        at++;
      }
    }
    return TokenKind.ILLEGAL;
  }

  private TokenKind bracketed() {
    at++;
    contentFrom = at;
    while (at < end) {
      if (sql[at++] == ']') {
        contentTo = at - 1;
        return TokenKind.QUOTED;
      }
    }
    return TokenKind.ILLEGAL;
  }

  private TokenKind blob() {
    at += 2;
    while (at < end) {
      if (sql[at++] == '\'') {
        return TokenKind.BLOB;
      }
    }
    return TokenKind.ILLEGAL;
  }

  private TokenKind word() {
    do {
      at++;
    } while (at < end && Ascii.isIdentifierPart(sql[at]));
    return TokenKind.WORD;
  }

  /**
   * Digits and one point; letters that follow are left to the next token, and to SQLite's error.
   */
  private TokenKind number() {
    while (at < end && (Ascii.isDigit(sql[at]) || sql[at] == '.')) {
      at++;
    }
    if (at < end && (sql[at] | 0x20) == 'e') {
      exponent();
    }
    return TokenKind.NUMBER;
  }

  private void exponent() {
    int digits = at + 1;
    if (digits < end && (sql[digits] == '+' || sql[digits] == '-')) {
      digits++;
    }
    if (digits < end && Ascii.isDigit(sql[digits])) {
      at = digits;
      while (at < end && Ascii.isDigit(sql[at])) {
        at++;
      }
    }
  }

  /** SQLite goes on through {@code ::} and a suffix in parentheses; sqld's own parser does not. */
  private TokenKind variable() {
    at++;
    while (at < end) {
      byte b = sql[at];
      if (Ascii.isIdentifierPart(b)) {
        at++;
      } else if (b == ':' && at + 1 < end && sql[at + 1] == ':') {
        at += 2;
      } else {
        return b == '(' ? TokenKind.AMBIGUOUS : TokenKind.VARIABLE;
      }
    }
    return TokenKind.VARIABLE;
  }

  private TokenKind operator(byte first) {
    at++;
    if (at < end && isPair(first, sql[at])) {
      at++;
      if (first == '-' && at < end && sql[at] == '>') {
        at++;
      }
    }
    return TokenKind.OPERATOR;
  }

  private static boolean isPair(byte first, byte second) {
    return switch (first) {
      case '=', '!' -> second == '=';
      case '<' -> second == '=' || second == '>' || second == '<';
      case '>' -> second == '=' || second == '>';
      case '|' -> second == '|';
      case '-' -> second == '>';
      default -> false;
    };
  }
}
