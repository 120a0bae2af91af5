package dev.gatehouse.gateway.journey.rewrite.guard;

/** How many statements a text holds that may hold more than one. */
final class StatementCount {
  /** Up to here nobody cares, and the text need not be read token by token. */
  private static final int FEW = 10;

  private StatementCount() {}

  /** At least one; a trigger counts as its statements, few are counted as one. */
  static int in(byte[] sql, int from, int to) {
    if (!hasMany(sql, from, to)) {
      return 1;
    }
    var tokens = new Tokenizer(sql, from, to);
    int statements = 0;
    TokenKind before = TokenKind.SEMICOLON;
    for (TokenKind kind = tokens.next(); isToken(kind); kind = tokens.next()) {
      if (before == TokenKind.SEMICOLON && kind != TokenKind.SEMICOLON) {
        statements++;
      }
      before = kind;
    }
    return Math.max(1, statements);
  }

  private static boolean isToken(TokenKind kind) {
    return kind != TokenKind.END && kind != TokenKind.AMBIGUOUS;
  }

  private static boolean hasMany(byte[] sql, int from, int to) {
    int semicolons = 0;
    for (int i = from; i < to; i++) {
      if (sql[i] == ';' && ++semicolons > FEW) {
        return true;
      }
    }
    return false;
  }
}
