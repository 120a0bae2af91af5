package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where namespaces are kept. */
public interface TenantStore {

  /**
   * Adds a namespace, or answers false where a living one has its name.
   *
   * @throws RegistryException where the id was ever used before
   */
  boolean add(TenantEntry entry);

  /** The living namespace of that name. */
  Optional<TenantEntry> find(Namespace namespace);

  /** Living namespaces in the order of their names. */
  List<TenantEntry> page(TenantQuery query);

  /** The namespaces whose creation or deletion has begun and not ended. */
  List<TenantEntry> unfinished();

  /** Changes a state, or answers false where it was not the one expected. */
  boolean move(NamespaceId id, Lifecycle source, Lifecycle target, Instant at);

  /** Ends a namespace for ever and frees its name, or answers false where none lives by that id. */
  boolean bury(NamespaceId id, Instant at);
}
