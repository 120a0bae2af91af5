package dev.gatehouse.gateway.journey.rewrite.guard;

/** Writes the shapes of texts down as they are read, and has no objection to any. */
final class ShapeNotes implements SqlReader {
  private final StringBuilder notes = new StringBuilder();
  private final int statementsMax;
  private final int lengthMax;
  private int texts;

  ShapeNotes(int statementsMax, int lengthMax) {
    this.statementsMax = statementsMax;
    this.lengthMax = lengthMax;
  }

  @Override
  public int statementsMax() {
    return statementsMax;
  }

  @Override
  public Verdict check(byte[] utf8, int from, int to, SqlUse use) {
    // A text to describe is read a second time.
    if (use == SqlUse.RUN) {
      texts++;
      int room = lengthMax - notes.length();
      if (room > 0) {
        if (texts > 1) {
          notes.append("; ");
        }
        new TextShape(utf8, from, to, notes, room).write();
      }
    }
    return Verdict.INNOCENT;
  }

  /** What was read until now, never longer than allowed by more than a few characters. */
  String text() {
    return notes.toString();
  }
}
