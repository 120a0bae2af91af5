package dev.gatehouse.admin;

import dev.gatehouse.admin.Upkeep.Chore;
import dev.gatehouse.admin.api.AdminKey;
import dev.gatehouse.admin.api.AdminListenException;
import dev.gatehouse.admin.api.AdminListener;
import dev.gatehouse.admin.api.Binding;
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
  private final InetSocketAddress address;
  private final AdminKey key;
  private final ControlPlane control;
  private final Upkeep upkeep;
  private @Nullable AdminListener listener;

  public AdminApi(String host, int port, AdminKey key, ControlPlane control) {
    this.address = InetSocketAddress.createUnresolved(host, port);
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

  /** Begins what only one process does on a data folder: first, to clear away what broke off. */
  public synchronized void lead() {
    control.overview().reconciler().reconcile();
    upkeep.start();
    control.contents().schemas().jobs().takeUp();
  }

  /** Begins to answer calls; port 0 is any free one. */
  public synchronized InetSocketAddress listen(Binding binding) throws AdminListenException {
    AdminListener opened = AdminListener.open(address, key, control, binding);
    listener = opened;
    return opened.address();
  }

  /** Leads, and answers calls. */
  public InetSocketAddress start() throws AdminListenException {
    lead();
    return listen(Binding.NEW);
  }

  /** Answers on the connections that are there, once each: another process has the others. */
  public synchronized void leave() {
    if (listener != null) {
      listener.leave();
    }
  }

  /** Waits until those have had their answer, or are gone, within a bound. */
  public synchronized void awaitLeft(Duration bound) {
    if (listener != null) {
      listener.awaitLeft(bound);
    }
  }

  /** Answers what has been asked, within a bound, and no more. */
  private synchronized void listenNoMore() {
    if (listener != null) {
      listener.close();
      listener = null;
    }
  }

  @Override
  public void close() {
    listenNoMore();
    upkeep.close();
  }
}
