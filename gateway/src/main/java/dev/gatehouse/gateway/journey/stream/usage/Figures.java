package dev.gatehouse.gateway.journey.stream.usage;

/** What answers have said so far. */
final class Figures {
  private long rowsRead;
  private long rowsWritten;
  private int blocked;
  private boolean untold;

  /** A statement is done. One that touched no row counts as one that read one, as sqld has it. */
  void statement(long read, long written) {
    rowsRead += read == 0 && written == 0 ? 1 : read;
    rowsWritten += written;
  }

  /** A statement failed: what it did until then is not said. */
  void error() {
    untold = true;
  }

  /** A statement was refused, as its namespace is blocked. */
  void blocked() {
    blocked++;
  }

  /** Something was run of which answers do not say what it did. */
  void untold() {
    untold = true;
  }

  long rowsRead() {
    return rowsRead;
  }

  long rowsWritten() {
    return rowsWritten;
  }

  int blockedStatements() {
    return blocked;
  }

  boolean isUntold() {
    return untold;
  }

  boolean isEmpty() {
    return rowsRead == 0 && rowsWritten == 0 && blocked == 0 && !untold;
  }

  void clear() {
    rowsRead = 0;
    rowsWritten = 0;
    blocked = 0;
    untold = false;
  }
}
