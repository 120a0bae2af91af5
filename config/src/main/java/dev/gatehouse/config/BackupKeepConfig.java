package dev.gatehouse.config;

/** How long backups are kept. The newest, and the newest complete one, are kept in any case. */
public record BackupKeepConfig(
    @Key(doc = "Of how many days that have backups the newest is kept, in UTC.", bounds = "0..3660")
        int daily,
    @Key(
            doc = "Of how many weeks that have backups the newest is kept; weeks begin on Monday.",
            bounds = "0..520")
        int weekly) {
  public static final BackupKeepConfig DEFAULTS = new BackupKeepConfig(7, 4);
}
