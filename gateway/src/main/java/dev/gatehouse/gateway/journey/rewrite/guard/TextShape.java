package dev.gatehouse.gateway.journey.rewrite.guard;

import java.nio.charset.StandardCharsets;

/**
 * One SQL text without what its author put in as a value: literals and parameters become a question
 * mark, and so does a name in double quotes wherever SQLite might take it for a text.
 *
 * <p>A text that is no proper SQL is cut where that shows: a value may have been torn apart there.
 */
final class TextShape {
  private static final int TEXT_BYTES_MAX = 64 << 10;
  private static final int NAME_BYTES_MAX = 64;
  private static final String CUT = "…";
  private static final byte[] INTO = "into".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TABLE = "table".getBytes(StandardCharsets.US_ASCII);

  private final Tokenizer tokens;
  private final byte[] sql;
  private final StringBuilder shape;
  private final int end;
  private final boolean isWhole;
  private boolean isBehindNamer;
  private boolean isBehindDistinct;

  /** The shape is appended to these notes, as far as there is room. */
  TextShape(byte[] utf8, int from, int to, StringBuilder notes, int room) {
    int readTo = Math.min(to, from + TEXT_BYTES_MAX);
    this.tokens = new Tokenizer(utf8, from, readTo);
    this.sql = utf8;
    this.shape = notes;
    this.end = notes.length() + room;
    this.isWhole = readTo == to;
  }

  void write() {
    int begin = shape.length();
    int firstTokenEnd = -1;
    TokenKind before = TokenKind.SEMICOLON;
    for (TokenKind kind = tokens.next(); kind != TokenKind.END; kind = tokens.next()) {
      if (isTorn(before, kind)) {
        // Where quotes stand wrongly, nobody knows what before here was inside of them.
        shape.setLength(Math.max(begin, firstTokenEnd));
        shape.append(CUT);
        return;
      }
      // What does not fit is read all the same, for its quotes.
      if (shape.length() < end) {
        append(kind, before);
        firstTokenEnd = firstTokenEnd < 0 ? shape.length() : firstTokenEnd;
      }
      before = kind;
    }
    if (!isWhole || shape.length() >= end) {
      shape.append(CUT);
    }
  }

  /** Whether a value ends where none can: its quotes were not doubled, or are not closed. */
  private boolean isTorn(TokenKind before, TokenKind kind) {
    return kind == TokenKind.ILLEGAL
        || kind == TokenKind.AMBIGUOUS
        || (isValue(before) && isValue(kind))
        || (isValue(before) && kind == TokenKind.WORD && keyword() == Keyword.NONE);
  }

  private static boolean isValue(TokenKind kind) {
    return switch (kind) {
      case STRING, BLOB, NUMBER, VARIABLE -> true;
      default -> false;
    };
  }

  private Keyword keyword() {
    return Keyword.of(sql, tokens.tokenFrom(), tokens.tokenTo());
  }

  private void append(TokenKind kind, TokenKind before) {
    if (needsSpace(kind, before)) {
      shape.append(' ');
    }
    switch (kind) {
      case STRING, BLOB, NUMBER, VARIABLE -> shape.append('?');
      case QUOTED -> {
        if (before == TokenKind.DOT || isBehindNamer) {
          name(tokens.contentFrom(), tokens.contentTo());
        } else {
          shape.append("\"?\"");
        }
      }
      case WORD -> name(tokens.tokenFrom(), tokens.tokenTo());
      default -> text(tokens.tokenFrom(), tokens.tokenTo());
    }
    Keyword word = kind == TokenKind.WORD ? keyword() : Keyword.NONE;
    isBehindNamer = kind == TokenKind.WORD && isNamer(word);
    isBehindDistinct = word == Keyword.DISTINCT;
  }

  /** Whether only a name can stand behind this word; IS DISTINCT FROM has a value behind it. */
  private boolean isNamer(Keyword word) {
    return switch (word) {
      case FROM -> !isBehindDistinct;
      case JOIN, UPDATE -> true;
      case NONE -> is(INTO) || is(TABLE);
      default -> false;
    };
  }

  private boolean is(byte[] word) {
    int from = tokens.tokenFrom();
    int to = tokens.tokenTo();
    return to - from == word.length && Ascii.startsWith(sql, from, to, word);
  }

  private static boolean needsSpace(TokenKind kind, TokenKind before) {
    if (before == TokenKind.SEMICOLON && kind != TokenKind.SEMICOLON) {
      return false;
    }
    return switch (kind) {
      case COMMA, DOT, RIGHT_PAREN, SEMICOLON -> false;
      default -> before != TokenKind.DOT && before != TokenKind.LEFT_PAREN;
    };
  }

  private void name(int from, int to) {
    if (to - from > NAME_BYTES_MAX) {
      shape.append(CUT);
    } else {
      text(from, to);
    }
  }

  private void text(int from, int to) {
    for (char c : new String(sql, from, to - from, StandardCharsets.UTF_8).toCharArray()) {
      // Nothing that could end a line of the log or begin another.
      shape.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
  }
}
