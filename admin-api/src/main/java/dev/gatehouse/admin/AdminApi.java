package dev.gatehouse.admin;

import dev.gatehouse.admin.api.AdminKey;
import dev.gatehouse.admin.api.AdminListenException;
import dev.gatehouse.admin.api.AdminListener;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.Reconciler;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.token.TokenMint;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The admin API, put together. */
public final class AdminApi implements AutoCloseable {
  private final String host;
  private final int port;
  private final AdminKey key;
  private final TenantRegistry registry;
  private final NamespaceProvisioner provisioner;
  private final TokenMint mint;
  private @Nullable AdminListener listener;

  public AdminApi(
      String host,
      int port,
      AdminKey key,
      TenantRegistry registry,
      NamespaceProvisioner provisioner,
      TokenMint mint) {
    this.host = host;
    this.port = port;
    this.key = key;
    this.registry = registry;
    this.provisioner = provisioner;
    this.mint = mint;
  }

  /** Clears away what an earlier run left half-done, then listens; port 0 is any free one. */
  public InetSocketAddress start() throws AdminListenException {
    new Reconciler(registry, provisioner).reconcile();
    AdminListener opened = AdminListener.open(host, port, key, registry, provisioner, mint);
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
