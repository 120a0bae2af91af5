package dev.gatehouse.gateway.journey.rewrite.guard;

/** Whoever sees each SQL text that a carrier holds, as it is read. */
public sealed interface SqlReader permits SqlGuard, ShapeNotes {

  /** How many statements one body or message may hold. */
  int statementsMax();

  /** Looks at the text in these bytes, which are valid UTF-8. */
  Verdict check(byte[] utf8, int from, int to, SqlUse use);
}
