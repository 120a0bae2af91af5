package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away what a kill or a failing sqld left half-done. */
public final class Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  private final TenantRegistry registry;
  private final NamespaceProvisioner provisioner;

  public Reconciler(TenantRegistry registry, NamespaceProvisioner provisioner) {
    this.registry = registry;
    this.provisioner = provisioner;
  }

  /** Settles each unfinished namespace; what fails now is left for the next time. */
  public void reconcile() {
    for (TenantEntry entry : registry.unfinished()) {
      try {
        if (provisioner.settle(entry.namespace())) {
          log.atInfo()
              .addKeyValue("tenant", entry.namespace())
              .addKeyValue("state", entry.state())
              .log("removed a namespace that was left half-done");
        }
      } catch (NodeFailedException e) {
        log.atWarn()
            .addKeyValue("tenant", entry.namespace())
            .setCause(e)
            .log("a namespace stays half-done");
      }
    }
  }
}
