package dev.gatehouse.admin.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the backups stand.
 *
 * @param isKnown whether the folder was looked at
 * @param lastBegun when the last attempt began
 * @param lastEnded when it ended
 * @param lastComplete when the newest complete backup ended
 * @param trouble what was wrong with the last attempt, empty where nothing was
 * @param counts how attempts of this process ended
 */
public record BackupState(
    boolean isKnown,
    Instant lastBegun,
    Instant lastEnded,
    Optional<Instant> lastComplete,
    String trouble,
    Counts counts) {
  static final BackupState UNKNOWN =
      new BackupState(
          false, Instant.EPOCH, Instant.EPOCH, Optional.empty(), "", new Counts(0, 0, 0));

  /** How many attempts ended so. */
  public record Counts(long complete, long incomplete, long failed) {}

  BackupState of(List<Manifest> newestFirst) {
    if (isKnown) {
      return this;
    }
    Optional<Manifest> newest = newestFirst.stream().findFirst();
    return new BackupState(
        true,
        newest.map(Manifest::begunAt).orElse(Instant.EPOCH),
        newest.map(Manifest::endedAt).orElse(Instant.EPOCH),
        newestFirst.stream().filter(Manifest::isComplete).map(Manifest::endedAt).findFirst(),
        newest.map(BackupState::trouble).orElse(""),
        counts);
  }

  BackupState after(Manifest made) {
    return new BackupState(
        true,
        made.begunAt(),
        made.endedAt(),
        made.isComplete() ? Optional.of(made.endedAt()) : lastComplete,
        trouble(made),
        made.isComplete()
            ? new Counts(counts.complete + 1, counts.incomplete, counts.failed)
            : new Counts(counts.complete, counts.incomplete + 1, counts.failed));
  }

  BackupState afterFailure(String why, Instant begun, Instant ended) {
    return new BackupState(
        true,
        begun,
        ended,
        lastComplete,
        why,
        new Counts(counts.complete, counts.incomplete, counts.failed + 1));
  }

  private static String trouble(Manifest made) {
    return made.isComplete() ? "" : made.failures().size() + " namespaces are not in it";
  }

  /** When the next one is due. */
  Instant next(Duration every, Duration retry) {
    return trouble.isEmpty() ? lastBegun.plus(every) : lastEnded.plus(retry);
  }
}
