package dev.gatehouse.gateway.journey.rewrite.guard;

/** What the guard would do without its rules. */
final class Lifted {
  private Lifted() {}

  static Verdict innocent(SqlGuard guard, byte[] utf8, int from, int to, SqlUse use) {
    return Verdict.INNOCENT;
  }

  /** Takes what is described for as harmless as what sqld filters itself. */
  static Verdict asIfRun(SqlGuard guard, byte[] utf8, int from, int to, SqlUse use) {
    return new TextInspection(utf8, from, to, SqlUse.RUN, GuardBounds.DEFAULT.operatorsMax())
        .verdict();
  }

  /** Reads names and statements, and counts no operators. */
  static Verdict uncounted(SqlGuard guard, byte[] utf8, int from, int to, SqlUse use) {
    return new TextInspection(utf8, from, to, use, Integer.MAX_VALUE).verdict();
  }
}
