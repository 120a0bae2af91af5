package dev.gatehouse.admin.provision;

/**
 * Why a namespace cannot begin with what was asked for.
 *
 * @param kind what is at fault
 * @param message what is wrong with it
 * @param migration the migration at fault, empty where it is none
 * @param statement the statement at fault, counted from 1, or 0
 * @param line where that begins, counted from 1, or 0
 */
public record SeedFault(Kind kind, String message, String migration, long statement, long line) {

  /** What is at fault. */
  public enum Kind {
    /** The dump or the file. */
    CONTENT,
    /** The schema set. */
    SCHEMA,
    /** There is no such source, or none that is served. */
    SOURCE,
    /** There is no schema set of that name. */
    UNKNOWN_SCHEMA,
    /** sqld keeps no backups, so there is no past. */
    NO_BACKUPS
  }

  static SeedFault of(Kind kind, String message) {
    return new SeedFault(kind, message, "", 0, 0);
  }
}
