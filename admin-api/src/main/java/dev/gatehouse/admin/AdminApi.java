package dev.gatehouse.admin;

import dev.gatehouse.admin.Upkeep.Chore;
import dev.gatehouse.admin.api.AdminKey;
import dev.gatehouse.admin.api.AdminListenException;
import dev.gatehouse.admin.api.AdminListener;
import dev.gatehouse.admin.api.ControlPlane;
import dev.gatehouse.admin.api.Records;
import dev.gatehouse.admin.backup.Backups;
import dev.gatehouse.admin.provision.TrashSweeper;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The admin API, put together. */
public final class AdminApi implements AutoCloseable {
  private final String host;
  private final int port;
  private final AdminKey key;
  private final ControlPlane control;
  private final Upkeep upkeep;
  private @Nullable AdminListener listener;

  public AdminApi(String host, int port, AdminKey key, ControlPlane control) {
    this.host = host;
    this.port = port;
    this.key = key;
    this.control = control;
    this.upkeep = new Upkeep(control.overview().reconciler(), chores(control));
  }

  private static List<Chore> chores(ControlPlane control) {
    Records records = control.records();
    var sweeper = new TrashSweeper(control.registry(), control.provisioner(), records.audit());
    return List.of(
        new Chore("look at the keys", Duration.ofSeconds(5), records.keys()::refresh),
        new Chore(
            "finish what broke off",
            Duration.ofMinutes(1),
            control.overview().reconciler()::reconcile),
        new Chore("empty the trash", Duration.ofSeconds(30), sweeper::sweep),
        new Chore("note the use of keys", Duration.ofMinutes(1), records.keys()::noteUse),
        new Chore(
            "back up",
            Duration.ofSeconds(5),
            () -> control.contents().backups().ifPresent(Backups::tick)),
        new Chore("prune kept replies", Duration.ofMinutes(10), records.replies()::prune),
        new Chore("prune the audit log", Duration.ofHours(1), records.audit()::prune));
  }

  /** Clears away what an earlier run left half-done, then listens; port 0 is any free one. */
  public InetSocketAddress start() throws AdminListenException {
    control.overview().reconciler().reconcile();
    AdminListener opened = AdminListener.open(host, port, key, control);
    listener = opened;
    upkeep.start();
    control.contents().schemas().jobs().takeUp();
    return opened.address();
  }

  /** Answers what has been asked, within a bound, and stops. */
  @Override
  public void close() {
    if (listener != null) {
      listener.close();
      listener = null;
    }
    upkeep.close();
  }
}
