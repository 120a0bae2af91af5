package dev.gatehouse.admin.load;

/** What was to be loaded cannot be, for a reason that lies in itself. */
public final class LoadException extends Exception {
  private static final long serialVersionUID = 1;

  private final long statement;
  private final long line;

  /** A fault of the whole. */
  public LoadException(String message) {
    this(message, 0, 0);
  }

  /**
   * A fault of one statement.
   *
   * @param statement which one, counted from 1, 0 for none in particular
   * @param line where it begins, counted from 1, 0 for nowhere
   */
  public LoadException(String message, long statement, long line) {
    super(message, null, false, false);
    this.statement = statement;
    this.line = line;
  }

  public long statement() {
    return statement;
  }

  public long line() {
    return line;
  }

  /** What is wrong. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
