package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.audit.AuditTrail;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;

/** Deletes for good what has been in the trash long enough. */
public final class TrashSweeper {
  private static final int AT_ONCE_MAX = 100;

  private final TenantRegistry registry;
  private final NamespaceProvisioner provisioner;
  private final AuditTrail audit;

  public TrashSweeper(TenantRegistry registry, NamespaceProvisioner provisioner, AuditTrail audit) {
    this.registry = registry;
    this.provisioner = provisioner;
    this.audit = audit;
  }

  /** Deletes a bounded number; what fails stays half-deleted, for the reconciler. */
  public int sweep() {
    int deleted = 0;
    for (TenantEntry entry : registry.due(AT_ONCE_MAX)) {
      Deletion deletion =
          provisioner.delete(
              entry.namespace(), now -> now.id().equals(entry.id()) && registry.isDue(now));
      if (deletion instanceof Deletion.Deleted) {
        audit.note("sweeper", "purge", entry.namespace().name());
        deleted++;
      }
    }
    return deleted;
  }
}
