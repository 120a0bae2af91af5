package dev.gatehouse.admin.schema;

import dev.gatehouse.admin.load.LoadException;

/**
 * A schema set cannot be applied, for a reason that lies in it or in what a namespace has of it.
 */
public final class SchemaException extends Exception {
  private static final long serialVersionUID = 1;

  private final String migration;
  private final long statement;
  private final long line;

  SchemaException(String message) {
    this(message, "", 0, 0);
  }

  private SchemaException(String message, String migration, long statement, long line) {
    super(message, null, false, false);
    this.migration = migration;
    this.statement = statement;
    this.line = line;
  }

  static SchemaException of(Migration migration, LoadException fault) {
    return new SchemaException(fault.reason(), migration.name(), fault.statement(), fault.line());
  }

  /** The file at fault, empty where it is no file in particular. */
  public String migration() {
    return migration;
  }

  /** Its statement at fault, counted from 1, or 0. */
  public long statement() {
    return statement;
  }

  /** Where that begins, counted from 1, or 0. */
  public long line() {
    return line;
  }

  /** What is wrong. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** All of it in one sentence. */
  public String sentence() {
    return migration.isEmpty()
        ? reason()
        : "%s, statement %d (line %d): %s".formatted(migration, statement, line, reason());
  }
}
