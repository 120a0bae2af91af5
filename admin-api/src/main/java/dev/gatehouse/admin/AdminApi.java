package dev.gatehouse.admin;

import dev.gatehouse.admin.Upkeep.Chore;
import dev.gatehouse.admin.api.AdminKey;
import dev.gatehouse.admin.api.AdminListenException;
import dev.gatehouse.admin.api.AdminListener;
import dev.gatehouse.admin.api.ControlPlane;
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
    this.upkeep = new Upkeep(control.reconciler(), chores(control));
  }

  private static List<Chore> chores(ControlPlane control) {
    var sweeper = new TrashSweeper(control.registry(), control.provisioner(), control.audit());
    return List.of(
        new Chore("empty the trash", Duration.ofSeconds(30), sweeper::sweep),
        new Chore("prune the audit log", Duration.ofHours(1), control.audit()::prune));
  }

  /** Clears away what an earlier run left half-done, then listens; port 0 is any free one. */
  public InetSocketAddress start() throws AdminListenException {
    control.reconciler().reconcile();
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
