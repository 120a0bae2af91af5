package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.Quota;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that the registry holds of one living namespace.
 *
 * @param tenant the part that the data plane needs
 * @param profile what operators say of it
 * @param schema how far its schema is
 * @param standing why it is not served, where it is not
 * @param revision how often and when it has changed
 */
public record TenantEntry(
    TenantRecord tenant,
    Profile profile,
    SchemaState schema,
    Standing standing,
    Revision revision) {

  public TenantEntry {
    tenant = tenant.on(profile.plan());
  }

  public Namespace namespace() {
    return tenant.namespace();
  }

  public NamespaceId id() {
    return tenant.id();
  }

  public Lifecycle state() {
    return tenant.state();
  }

  public Owner owner() {
    return profile.owner();
  }

  public long epoch() {
    return revision.epoch();
  }

  public Instant createdAt() {
    return revision.createdAt();
  }

  public Instant updatedAt() {
    return revision.updatedAt();
  }

  /** Names exactly this state of exactly this namespace. */
  public TenantVersion version() {
    return new TenantVersion(id(), revision.version());
  }

  public TenantEntry with(Profile newProfile) {
    return new TenantEntry(tenant, newProfile, schema, standing, revision);
  }

  public TenantEntry with(SchemaState newSchema) {
    return new TenantEntry(tenant, profile, newSchema, standing, revision);
  }

  public TenantEntry limited(Optional<Limits> limits) {
    return new TenantEntry(tenant.limited(limits), profile, schema, standing, revision);
  }

  public TenantEntry allotted(Optional<Quota> quota) {
    return new TenantEntry(tenant.allotted(quota), profile, schema, standing, revision);
  }

  /** The same by another name. */
  TenantEntry named(Namespace name) {
    return new TenantEntry(tenant.named(name), profile, schema, standing, revision);
  }

  TenantEntry in(Lifecycle state, Standing newStanding) {
    return new TenantEntry(tenant.in(state), profile, schema, newStanding, revision);
  }

  TenantEntry next(Instant at) {
    return new TenantEntry(tenant, profile, schema, standing, revision.next(at));
  }
}
