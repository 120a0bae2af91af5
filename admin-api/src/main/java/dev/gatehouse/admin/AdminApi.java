package dev.gatehouse.admin;

import dev.gatehouse.admin.api.AdminKey;
import dev.gatehouse.admin.api.AdminListenException;
import dev.gatehouse.admin.api.AdminListener;
import dev.gatehouse.admin.api.ControlPlane;
import dev.gatehouse.admin.provision.Reconciler;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The admin API, put together. */
public final class AdminApi implements AutoCloseable {
  private final String host;
  private final int port;
  private final AdminKey key;
  private final ControlPlane control;
  private @Nullable AdminListener listener;

  public AdminApi(String host, int port, AdminKey key, ControlPlane control) {
    this.host = host;
    this.port = port;
    this.key = key;
    this.control = control;
  }

  /** Clears away what an earlier run left half-done, then listens; port 0 is any free one. */
  public InetSocketAddress start() throws AdminListenException {
    new Reconciler(control.registry(), control.provisioner()).reconcile();
    AdminListener opened = AdminListener.open(host, port, key, control);
    listener = opened;
    return opened.address();
  }

  /** Answers what has been asked, within a bound, and stops. */
  @Override
  public void close() {
    if (listener != null) {
      listener.close();
      listener = null;
    }
  }
}
