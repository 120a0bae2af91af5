package dev.gatehouse.admin.api;

import dev.gatehouse.admin.backup.Backups;
import dev.gatehouse.admin.vault.VaultException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One method on one path about backups, where there are any. */
final class BackupEndpoint implements Endpoint {
  private static final Logger log = LoggerFactory.getLogger(BackupEndpoint.class);

  private final Optional<Backups> backups;
  private final String method;
  private final String path;
  private final Action action;

  /** What it does. */
  interface Action {
    Reply run(Backups backups, Call call) throws IOException;
  }

  BackupEndpoint(Optional<Backups> backups, String method, String path, Action action) {
    this.backups = backups;
    this.method = method;
    this.path = path;
    this.action = action;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Permission permission() {
    return Permission.ADMIN;
  }

  @Override
  public Reply handle(Call call) {
    if (backups.isEmpty()) {
      return Reply.problem(
          Problem.of(
              409,
              "Conflict",
              "no-backup-folder",
              "there is no folder for backups: set backup.folder"));
    }
    try {
      return action.run(backups.get(), call);
    } catch (VaultException e) {
      return Reply.problem(problem(e));
    } catch (IOException e) {
      log.atError().setCause(e).log("the backup folder cannot be used");
      return Reply.problem(Problem.storageFailed());
    }
  }

  private static Problem problem(VaultException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.fault()) {
      case MISSING -> Problem.of(404, "Not Found", "unknown-backup", detail);
      case OTHER_KEY -> Problem.of(409, "Conflict", "backup-other-key", detail);
      case DAMAGED -> Problem.of(409, "Conflict", "backup-damaged", detail);
      case IN_USE -> Problem.of(409, "Conflict", "backup-busy", detail);
      case STORAGE -> Problem.of(503, "Service Unavailable", "backup-folder-failed", detail);
    };
  }
}
