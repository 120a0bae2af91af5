package dev.gatehouse.gateway.journey.rewrite.guard;

import java.nio.charset.StandardCharsets;

/**
 * Finds out, statement by statement, what an SQL text leaves behind on its connection. Of what it
 * does not know it says that it leaves traces.
 */
final class TraceInspection {
  /** They answer for what ran on the connection before. */
  private static final byte[][] FUNCTIONS =
      ascii("changes", "total_changes", "last_insert_rowid", "sqlite_log", "sqlite_offset");

  /** They show the connection itself. */
  private static final byte[][] TABLE_PREFIXES =
      ascii("pragma_", "sqlite_stmt", "sqlite_temp_", "sqlite_memstat");

  /** The schema of what is the connection's own. */
  private static final byte[] TEMP = ascii("temp")[0];

  private static final byte[] RETURNING = ascii("returning")[0];
  private static final byte[] TO = ascii("to")[0];
  private static final long PRIME = 0x100000001b3L;

  private boolean reads;
  private boolean changes;
  private boolean transaction;
  private boolean traces;
  private long shape = 0xcbf29ce484222325L;

  private static byte[][] ascii(String... words) {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i].getBytes(StandardCharsets.US_ASCII);
    }
    return bytes;
  }

  /** Reads one text; whether nothing in any text so far leaves traces. */
  boolean read(byte[] sql, int from, int to) {
    var tokens = new Tokenizer(sql, from, to);
    int statements = 0;
    TokenKind kind = tokens.next();
    while (kind != TokenKind.END && !traces) {
      if (kind == TokenKind.SEMICOLON) {
        kind = tokens.next();
      } else {
        statements++;
        kind = statement(sql, tokens, kind);
      }
    }
    traces |= statements == 0;
    return !traces;
  }

  /** Reads one statement up to its end, which it answers with. */
  private TokenKind statement(byte[] sql, Tokenizer tokens, TokenKind first) {
    Keyword verb = wordOf(sql, tokens, first);
    boolean common = verb == Keyword.WITH;
    LeftBehind left = common ? LeftBehind.TRACES : leftBy(verb);
    int depth = 0;
    boolean awaitsCall = false;
    boolean awaitsDot = false;
    TokenKind kind = first;
    while (kind != TokenKind.END && kind != TokenKind.SEMICOLON) {
      remember(sql, tokens, kind);
      switch (kind) {
        case LEFT_PAREN -> {
          traces |= awaitsCall;
          depth++;
        }
        case RIGHT_PAREN -> depth--;
        case DOT -> traces |= awaitsDot;
        case ILLEGAL, AMBIGUOUS -> traces = true;
        case WORD -> {
          if (common && depth == 0 && left == LeftBehind.TRACES) {
            Keyword word = wordOf(sql, tokens, kind);
            left = leftAfterWith(word);
            traces |= word == Keyword.REPLACE;
          }
          traces |= left != LeftBehind.NOTHING && saysMore(sql, tokens, left);
        }
        default -> {}
      }
      awaitsCall = kind.canBeName() && isOne(FUNCTIONS, sql, tokens);
      awaitsDot = kind.canBeName() && isWord(TEMP, sql, tokens);
      traces |= kind.canBeName() && isTrace(sql, tokens);
      kind = tokens.next();
    }
    add(left);
    return kind;
  }

  private void add(LeftBehind left) {
    switch (left) {
      case NOTHING -> reads = true;
      case COUNTS -> changes = true;
      case TRANSACTION -> transaction = true;
      case TRACES -> traces = true;
    }
  }

  private static Keyword wordOf(byte[] sql, Tokenizer tokens, TokenKind kind) {
    return kind == TokenKind.WORD
        ? Keyword.of(sql, tokens.tokenFrom(), tokens.tokenTo())
        : Keyword.NONE;
  }

  private static LeftBehind leftBy(Keyword verb) {
    return switch (verb) {
      case SELECT, VALUES -> LeftBehind.NOTHING;
      case INSERT, REPLACE, UPDATE, DELETE -> LeftBehind.COUNTS;
      case BEGIN, COMMIT, END, ROLLBACK -> LeftBehind.TRANSACTION;
      default -> LeftBehind.TRACES;
    };
  }

  /** The words that tell are no names; {@code REPLACE}, {@code END} and others can be. */
  private static LeftBehind leftAfterWith(Keyword word) {
    return switch (word) {
      case SELECT, VALUES, INSERT, UPDATE, DELETE -> leftBy(word);
      default -> LeftBehind.TRACES;
    };
  }

  /** {@code ROLLBACK TO} leaves a transaction; {@code RETURNING} makes a change a question too. */
  private static boolean saysMore(byte[] sql, Tokenizer tokens, LeftBehind left) {
    return switch (left) {
      case COUNTS -> isWord(RETURNING, sql, tokens);
      case TRANSACTION -> isWord(TO, sql, tokens);
      case NOTHING, TRACES -> false;
    };
  }

  private static boolean isWord(byte[] word, byte[] sql, Tokenizer tokens) {
    int from = tokens.contentFrom();
    int to = tokens.contentTo();
    return to - from == word.length && Ascii.startsWith(sql, from, to, word);
  }

  private static boolean isOne(byte[][] words, byte[] sql, Tokenizer tokens) {
    for (byte[] word : words) {
      if (isWord(word, sql, tokens)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTrace(byte[] sql, Tokenizer tokens) {
    for (byte[] prefix : TABLE_PREFIXES) {
      if (Ascii.startsWith(sql, tokens.contentFrom(), tokens.contentTo(), prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Texts that differ in their literals alone have one shape. */
  private void remember(byte[] sql, Tokenizer tokens, TokenKind kind) {
    switch (kind) {
      case STRING, NUMBER, BLOB -> shape = (shape ^ '?') * PRIME;
      default -> {
        for (int i = tokens.tokenFrom(); i < tokens.tokenTo(); i++) {
          shape = (shape ^ Ascii.lower(sql[i])) * PRIME;
        }
        shape = (shape ^ ' ') * PRIME;
      }
    }
  }

  boolean reads() {
    return reads;
  }

  boolean changes() {
    return changes;
  }

  boolean hasTransaction() {
    return transaction;
  }

  long shape() {
    return shape;
  }
}
