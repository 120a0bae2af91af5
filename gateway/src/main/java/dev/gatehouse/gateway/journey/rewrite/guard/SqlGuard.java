package dev.gatehouse.gateway.journey.rewrite.guard;

import dev.gatehouse.gateway.journey.rewrite.guard.Verdict.Forbidden;
import java.nio.charset.StandardCharsets;

/**
 * Decides whether one SQL text may reach sqld. A byte scan clears most texts; only what it suspects
 * is read token by token.
 */
public final class SqlGuard implements SqlReader {
  private static final SuspicionScan SCAN = new SuspicionScan();

  private final GuardBounds bounds;

  public SqlGuard(GuardBounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public int statementsMax() {
    return bounds.statementsMax();
  }

  public Verdict check(String sql, SqlUse use) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    return check(utf8, 0, utf8.length, use);
  }

  @Override
  public Verdict check(byte[] utf8, int from, int to, SqlUse use) {
    if (to - from > bounds.textBytesMax()) {
      return new Forbidden(Reason.TEXT_TOO_LONG);
    }
    if (isPlainlyInnocent(utf8, from, to, use)) {
      return Verdict.INNOCENT;
    }
    return inspect(utf8, from, to, use);
  }

  /** Whether the scan alone clears the text: too short for a long chain, and no word to fear. */
  boolean isPlainlyInnocent(byte[] utf8, int from, int to, SqlUse use) {
    return use == SqlUse.RUN
        && to - from <= bounds.operatorsMax()
        && !SCAN.isSuspicious(utf8, from, to);
  }

  Verdict inspect(byte[] utf8, int from, int to, SqlUse use) {
    return new TextInspection(utf8, from, to, use, bounds.operatorsMax()).verdict();
  }
}
