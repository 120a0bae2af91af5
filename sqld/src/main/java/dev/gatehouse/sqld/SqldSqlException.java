package dev.gatehouse.sqld;

import java.util.OptionalInt;

/** A statement that sqld refused. */
public final class SqldSqlException extends SqldException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int statement;

  /** A refusal of the statement at this position, or of the whole list where it is negative. */
  SqldSqlException(String message, String code, int statement) {
    super(message);
    this.code = code;
    this.statement = statement;
  }

  /** sqld's name for the kind of error, such as {@code SQL_PARSE_ERROR}. */
  public String code() {
    return code;
  }

  /**
   * The position of the refused statement in the list that was to run, counted from 0; nothing
   * where sqld could not read the list and ran none of it.
   */
  public OptionalInt statement() {
    return statement < 0 ? OptionalInt.empty() : OptionalInt.of(statement);
  }
}
