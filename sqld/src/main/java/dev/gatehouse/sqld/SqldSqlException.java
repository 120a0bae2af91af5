package dev.gatehouse.sqld;

/** A statement that sqld refused. */
public final class SqldSqlException extends SqldException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int statement;

  SqldSqlException(String message, String code, int statement) {
    super(message);
    this.code = code;
    this.statement = statement;
  }

  /** sqld's name for the kind of error, such as {@code SQL_PARSE_ERROR}. */
  public String code() {
    return code;
  }

  /** The position of the refused statement in the list that was run, counted from 0. */
  public int statement() {
    return statement;
  }
}
