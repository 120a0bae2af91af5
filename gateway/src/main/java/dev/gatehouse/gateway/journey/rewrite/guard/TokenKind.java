package dev.gatehouse.gateway.journey.rewrite.guard;

/** What a token of SQL is, as far as the guard distinguishes. */
enum TokenKind {
  /** A keyword or a bare identifier. */
  WORD,
  /** An identifier in double quotes, backticks or brackets. */
  QUOTED,
  /** Text in single quotes, which SQLite takes for a name where only a name can stand. */
  STRING,
  BLOB,
  NUMBER,
  VARIABLE,
  LEFT_PAREN,
  RIGHT_PAREN,
  COMMA,
  DOT,
  SEMICOLON,
  OPERATOR,
  /** Something that SQLite refuses. */
  ILLEGAL,
  /** Something that sqld's two parsers read differently. */
  AMBIGUOUS,
  END;

  boolean canBeName() {
    return this == WORD || this == QUOTED || this == STRING;
  }
}
