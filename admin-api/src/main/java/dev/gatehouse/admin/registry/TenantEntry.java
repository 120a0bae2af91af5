package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Instant;

/**
 * Everything that the registry holds of one living namespace.
 *
 * @param tenant the part that the data plane needs
 * @param owner whose it is
 * @param epoch the generation of its tokens
 * @param createdAt when its creation began
 * @param updatedAt when anything of it changed last
 */
public record TenantEntry(
    TenantRecord tenant, Owner owner, long epoch, Instant createdAt, Instant updatedAt) {

  public Namespace namespace() {
    return tenant.namespace();
  }

  public NamespaceId id() {
    return tenant.id();
  }

  public Lifecycle state() {
    return tenant.state();
  }
}
