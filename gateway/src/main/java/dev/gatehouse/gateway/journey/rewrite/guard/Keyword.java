package dev.gatehouse.gateway.journey.rewrite.guard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The keywords that the guard has to tell from other words. */
enum Keyword {
  NONE,
  EXPLAIN,
  QUERY,
  PLAN,
  PRAGMA,
  ATTACH,
  DETACH,
  VIRTUAL,

  SELECT(Trait.DESCRIBABLE, Trait.BEGINS_CLAUSE, Trait.BEFORE_EXPRESSION),
  VALUES(Trait.DESCRIBABLE, Trait.BEGINS_CLAUSE),
  WITH(Trait.DESCRIBABLE),
  INSERT(Trait.DESCRIBABLE),
  UPDATE(Trait.DESCRIBABLE),
  DELETE(Trait.DESCRIBABLE),
  REPLACE(Trait.DESCRIBABLE),
  CREATE(Trait.DESCRIBABLE),
  DROP(Trait.DESCRIBABLE, Trait.BEFORE_EXPRESSION),
  ALTER(Trait.DESCRIBABLE),
  BEGIN(Trait.DESCRIBABLE),
  COMMIT(Trait.DESCRIBABLE),
  END(Trait.DESCRIBABLE),
  ROLLBACK(Trait.DESCRIBABLE),
  SAVEPOINT(Trait.DESCRIBABLE),
  RELEASE(Trait.DESCRIBABLE),

  WHERE(Trait.BEGINS_CLAUSE, Trait.BEFORE_EXPRESSION),
  GROUP(Trait.BEGINS_CLAUSE),
  ORDER(Trait.BEGINS_CLAUSE),
  HAVING(Trait.BEGINS_CLAUSE, Trait.BEFORE_EXPRESSION),
  LIMIT(Trait.BEGINS_CLAUSE, Trait.BEFORE_EXPRESSION),
  SET(Trait.BEGINS_CLAUSE, Trait.BEFORE_EXPRESSION),

  FROM,
  JOIN,
  ON(Trait.OPERATOR),
  DISTINCT(Trait.BEFORE_EXPRESSION),
  AS(Trait.BEFORE_EXPRESSION),
  BY(Trait.BEFORE_EXPRESSION),
  OFFSET(Trait.BEFORE_EXPRESSION),
  RETURNING(Trait.BEFORE_EXPRESSION),
  CASE(Trait.BEFORE_EXPRESSION),
  WHEN(Trait.BEFORE_EXPRESSION),
  THEN(Trait.BEFORE_EXPRESSION),
  ELSE(Trait.BEFORE_EXPRESSION),
  DEFAULT(Trait.BEFORE_EXPRESSION),
  COLUMN(Trait.BEFORE_EXPRESSION),
  ADD(Trait.BEFORE_EXPRESSION),
  RENAME(Trait.BEFORE_EXPRESSION),
  TO(Trait.BEFORE_EXPRESSION),
  AND(Trait.OPERATOR, Trait.BEFORE_EXPRESSION),
  OR(Trait.OPERATOR, Trait.BEFORE_EXPRESSION),
  NOT(Trait.OPERATOR, Trait.BEFORE_EXPRESSION),
  IS(Trait.OPERATOR, Trait.BEFORE_EXPRESSION),
  BETWEEN(Trait.OPERATOR, Trait.BEFORE_EXPRESSION),
  LIKE(Trait.OPERATOR, Trait.BEFORE_EXPRESSION),
  GLOB(Trait.OPERATOR, Trait.BEFORE_EXPRESSION),
  REGEXP(Trait.OPERATOR, Trait.BEFORE_EXPRESSION),
  MATCH(Trait.OPERATOR, Trait.BEFORE_EXPRESSION),
  ESCAPE(Trait.OPERATOR, Trait.BEFORE_EXPRESSION),
  COLLATE(Trait.OPERATOR),
  ISNULL(Trait.OPERATOR),
  NOTNULL(Trait.OPERATOR),
  IN(Trait.OPERATOR);

  private enum Trait {
    /** May begin a text that is described. */
    DESCRIBABLE,
    /** Reserved; ends a list of tables and any expression. */
    BEGINS_CLAUSE,
    /** What follows directly is an operand or the name of something new, never a table to read. */
    BEFORE_EXPRESSION,
    /** Deepens the expression that it stands in. */
    OPERATOR
  }

  private static final int LENGTH_MAX = 9;
  private static final Keyword[][] BY_LENGTH = byLength();

  @SuppressWarnings("Immutable") // never written to
  private final byte[] word = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);

  private final boolean describable;
  private final boolean beginsClause;
  private final boolean beforeExpression;
  private final boolean operator;

  Keyword(Trait... traits) {
    Set<Trait> all = Set.of(traits);
    describable = all.contains(Trait.DESCRIBABLE);
    beginsClause = all.contains(Trait.BEGINS_CLAUSE);
    beforeExpression = all.contains(Trait.BEFORE_EXPRESSION);
    operator = all.contains(Trait.OPERATOR);
  }

  private static Keyword[][] byLength() {
    Keyword[][] found = new Keyword[LENGTH_MAX + 1][];
    for (int length = 0; length <= LENGTH_MAX; length++) {
      int wanted = length;
      found[length] =
          Arrays.stream(values())
              .filter(k -> k != NONE && k.word.length == wanted)
              .toArray(Keyword[]::new);
    }
    return found;
  }

  static Keyword of(byte[] sql, int from, int to) {
    if (to - from <= LENGTH_MAX) {
      for (Keyword each : BY_LENGTH[to - from]) {
        if (Ascii.startsWith(sql, from, to, each.word)) {
          return each;
        }
      }
    }
    return NONE;
  }

  boolean isDescribable() {
    return describable;
  }

  boolean beginsClause() {
    return beginsClause;
  }

  boolean isBeforeExpression() {
    return beforeExpression;
  }

  boolean isOperator() {
    return operator;
  }
}
