package dev.gatehouse.admin.api;

import dev.gatehouse.admin.backup.BackupProgress;
import dev.gatehouse.admin.backup.BackupState;
import dev.gatehouse.admin.backup.Backups;
import dev.gatehouse.admin.backup.Manifest;
import dev.gatehouse.admin.backup.Manifests.Found;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backups as operators see them. */
final class BackupView {
  private BackupView() {}

  /**
   * One under way.
   *
   * @param namespaces how many there are
   * @param done how many are saved
   * @param unchanged how many of those lay in the folder already
   * @param failed how many could not be saved
   */
  record Running(
      String id, Instant begunAt, long namespaces, long done, long unchanged, long failed) {
    static Running of(BackupProgress progress) {
      return new Running(
          progress.id(),
          progress.begunAt(),
          progress.all(),
          progress.done(),
          progress.unchanged(),
          progress.failed());
    }
  }

  /**
   * One that is there.
   *
   * @param state complete, incomplete, or unreadable
   * @param problem why it cannot be read
   */
  record Summary(
      String id,
      String state,
      @Nullable Instant begunAt,
      @Nullable Instant endedAt,
      @Nullable String gatehouse,
      int namespaces,
      int failures,
      long bytes,
      @Nullable String problem) {
    static Summary of(Found found) {
      return switch (found) {
        case Found.Legible(var manifest) -> of(manifest);
        case Found.Unreadable(var id, var why) ->
            new Summary(id, "unreadable", null, null, null, 0, 0, 0, why.getMessage());
      };
    }

    static Summary of(Manifest made) {
      return new Summary(
          made.id(),
          made.isComplete() ? "complete" : "incomplete",
          made.begunAt(),
          made.endedAt(),
          made.gatehouse(),
          made.namespaces().size(),
          made.failures().size(),
          made.registry().bytes()
              + made.namespaces().stream().mapToLong(one -> one.content().bytes()).sum(),
          null);
    }
  }

  /** How all of them stand. */
  record All(
      @Nullable Running running,
      @Nullable Instant lastComplete,
      @Nullable String trouble,
      String folder,
      List<Summary> backups) {
    static All of(Backups backups) throws IOException {
      BackupState state = backups.state();
      return new All(
          backups.running().map(Running::of).orElse(null),
          state.lastComplete().orElse(null),
          state.trouble().isEmpty() ? null : state.trouble(),
          backups.folder().toString(),
          backups.all().stream().map(Summary::of).toList());
    }
  }

  /** One with all that is in it. */
  record Detail(Summary backup, List<Saved> namespaces, List<Manifest.Failure> failures) {
    static Detail of(Manifest made) {
      return new Detail(
          Summary.of(made), made.namespaces().stream().map(Saved::of).toList(), made.failures());
    }
  }

  /** A namespace that is in it. */
  record Saved(
      String name,
      String id,
      Instant takenAt,
      int tables,
      long rows,
      long bytes,
      long sealedBytes) {
    static Saved of(Manifest.Saved saved) {
      return new Saved(
          saved.name(),
          saved.id(),
          saved.takenAt(),
          saved.sum().tables().size(),
          saved.sum().rows(),
          saved.content().bytes(),
          saved.content().sealedBytes());
    }
  }
}
