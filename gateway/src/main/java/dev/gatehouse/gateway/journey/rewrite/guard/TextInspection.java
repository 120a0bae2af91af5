package dev.gatehouse.gateway.journey.rewrite.guard;

import dev.gatehouse.gateway.journey.rewrite.guard.Verdict.Forbidden;
import org.jspecify.annotations.Nullable;

/** One text read token by token. */
final class TextInspection {
  /** How far the beginning of a statement has been read. */
  private enum Lead {
    NOTHING,
    EXPLAIN,
    CREATE,
    PRAGMA,
    BODY
  }

  private final byte[] sql;
  private final int from;
  private final int to;
  private final SqlUse use;
  private final int operatorsMax;
  private final Tokenizer tokens;
  private final Levels levels = new Levels();

  private Lead lead = Lead.NOTHING;
  private boolean explained;

  /** To the end of the text: what a virtual table is made with may hold semicolons. */
  private boolean virtualTable;

  private boolean nameAwaitsCall;

  private TokenKind before = TokenKind.SEMICOLON;
  private Keyword beforeWord = Keyword.NONE;
  private TokenKind beforeThat = TokenKind.SEMICOLON;
  private Keyword beforeThatWord = Keyword.NONE;
  private TokenKind beforeQualifier = TokenKind.SEMICOLON;
  private Keyword beforeQualifierWord = Keyword.NONE;

  TextInspection(byte[] sql, int from, int to, SqlUse use, int operatorsMax) {
    this.sql = sql;
    this.from = from;
    this.to = to;
    this.use = use;
    this.operatorsMax = operatorsMax;
    this.tokens = new Tokenizer(sql, from, to);
  }

  Verdict verdict() {
    if (hasNul()) {
      return new Forbidden(Reason.AMBIGUOUS_TEXT);
    }
    while (true) {
      TokenKind kind = tokens.next();
      if (kind == TokenKind.END) {
        return Verdict.INNOCENT;
      }
      Keyword word =
          kind == TokenKind.WORD
              ? Keyword.of(sql, tokens.tokenFrom(), tokens.tokenTo())
              : Keyword.NONE;
      Reason reason = read(kind, word);
      if (reason != null) {
        return new Forbidden(reason);
      }
      remember(kind, word);
    }
  }

  /** SQLite ends a text at NUL, sqld's own parser reads on. */
  private boolean hasNul() {
    for (int i = from; i < to; i++) {
      if (sql[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Reason read(TokenKind kind, Keyword word) {
    if (kind == TokenKind.AMBIGUOUS) {
      return Reason.AMBIGUOUS_TEXT;
    }
    if (kind == TokenKind.SEMICOLON) {
      endStatement();
      return null;
    }
    if (nameAwaitsCall && kind == TokenKind.LEFT_PAREN) {
      return Reason.FORBIDDEN_NAME;
    }
    Reason reason = lead == Lead.BODY ? null : readLead(kind, word);
    if (reason != null) {
      return reason;
    }
    followLevels(kind, word);
    if (levelsTooDeep(kind, word)) {
      return Reason.OPERATOR_CHAIN;
    }
    nameAwaitsCall = false;
    return kind.canBeName() ? readName() : null;
  }

  private void endStatement() {
    lead = Lead.NOTHING;
    explained = false;
    nameAwaitsCall = false;
    levels.statement();
  }

  private @Nullable Reason readLead(TokenKind kind, Keyword word) {
    return switch (lead) {
      case NOTHING -> readVerb(word);
      case EXPLAIN -> word == Keyword.QUERY || word == Keyword.PLAN ? null : readVerb(word);
      case CREATE -> {
        virtualTable |= word == Keyword.VIRTUAL;
        lead = Lead.BODY;
        yield null;
      }
      case PRAGMA -> readPragma(kind);
      case BODY -> null;
    };
  }

  private @Nullable Reason readVerb(Keyword verb) {
    lead =
        switch (verb) {
          case EXPLAIN -> Lead.EXPLAIN;
          case CREATE -> Lead.CREATE;
          case PRAGMA -> Lead.PRAGMA;
          default -> Lead.BODY;
        };
    if (verb == Keyword.ATTACH || verb == Keyword.DETACH) {
      return Reason.ATTACH;
    }
    if (verb == Keyword.PRAGMA && explained) {
      return Reason.EXPLAIN_PRAGMA;
    }
    if (verb == Keyword.EXPLAIN) {
      explained = true;
      return null;
    }
    boolean isOther = !verb.isDescribable() && verb != Keyword.PRAGMA;
    return use == SqlUse.DESCRIBE && isOther ? Reason.DESCRIBE_OTHER : null;
  }

  private @Nullable Reason readPragma(TokenKind kind) {
    if (use == SqlUse.DESCRIBE) {
      return readDescribedPragma(kind);
    }
    if (kind.canBeName()) {
      boolean forbidden = ForbiddenName.isPragma(sql, tokens.contentFrom(), tokens.contentTo());
      return forbidden ? Reason.FORBIDDEN_PRAGMA : null;
    }
    if (kind != TokenKind.DOT) {
      lead = Lead.BODY;
    }
    return null;
  }

  /** What sqld describes it has already run, past its own filter. */
  private @Nullable Reason readDescribedPragma(TokenKind kind) {
    boolean harmless =
        kind.canBeName()
            ? DescribablePragma.isOne(sql, tokens.contentFrom(), tokens.contentTo())
            : kind != TokenKind.DOT && beforeWord != Keyword.PRAGMA;
    if (!kind.canBeName()) {
      lead = Lead.BODY;
    }
    return harmless ? null : Reason.DESCRIBE_OTHER;
  }

  private void followLevels(TokenKind kind, Keyword word) {
    switch (kind) {
      case LEFT_PAREN -> levels.open(isTablePlaceForParen());
      case RIGHT_PAREN -> levels.close();
      case COMMA -> levels.comma();
      case WORD -> followWord(word);
      default -> {}
    }
  }

  private boolean isTablePlaceForParen() {
    return switch (before) {
      case COMMA, LEFT_PAREN -> true;
      case WORD -> beforeWord == Keyword.FROM || beforeWord == Keyword.JOIN;
      default -> false;
    };
  }

  private void followWord(Keyword word) {
    boolean isDistinctFrom = word == Keyword.FROM && beforeWord == Keyword.DISTINCT;
    if (word == Keyword.JOIN || (word == Keyword.FROM && !isDistinctFrom)) {
      levels.tables();
    } else if (word == Keyword.ON) {
      levels.joinCondition();
    } else if (word.beginsClause()) {
      levels.clause();
    }
  }

  private boolean levelsTooDeep(TokenKind kind, Keyword word) {
    return (kind == TokenKind.OPERATOR || word.isOperator()) && levels.operator() > operatorsMax;
  }

  private @Nullable Reason readName() {
    int first = tokens.contentFrom();
    int last = tokens.contentTo();
    if (virtualTable && ForbiddenName.isWordIn(sql, first, last)) {
      return Reason.FORBIDDEN_NAME;
    }
    boolean table = ForbiddenName.isTable(sql, first, last);
    if (table && !isOperand()) {
      return Reason.FORBIDDEN_NAME;
    }
    nameAwaitsCall = table || ForbiddenName.isFunction(sql, first, last);
    return null;
  }

  /** Whether what stands here can only be a value, a column or a new name, not a table to read. */
  private boolean isOperand() {
    boolean qualified = before == TokenKind.DOT;
    Keyword word = qualified ? beforeQualifierWord : beforeWord;
    return switch (qualified ? beforeQualifier : before) {
      case OPERATOR -> true;
      case COMMA, LEFT_PAREN -> !levels.isSource();
      case WORD -> word.isBeforeExpression();
      default -> false;
    };
  }

  private void remember(TokenKind kind, Keyword word) {
    if (kind == TokenKind.DOT) {
      beforeQualifier = beforeThat;
      beforeQualifierWord = beforeThatWord;
    }
    beforeThat = before;
    beforeThatWord = beforeWord;
    before = kind;
    beforeWord = word;
  }
}
