package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** The namespaces whose time in the trash is over, the longest gone first. */
  List<TenantEntry> trashedUntil(Instant time, int entriesMax);

  /** Those of the ids whose namespaces are dead. */
  Set<NamespaceId> gone(Collection<NamespaceId> ids);

  /** Those of the ids that were ever given to a namespace. */
  Set<NamespaceId> given(Collection<NamespaceId> ids);

  /**
   * Puts an entry in the place of the version before it, or answers false where that is not the
   * living one. The name, the node, the id, the epoch and the time of creation stay.
   */
  boolean update(TenantEntry next);

  /** Ends a namespace for ever and frees its name, or answers false where none lives by that id. */
  boolean bury(NamespaceId id, Instant at);

  /**
   * Which namespace this one was at first: another one where it came out of a backup, else itself.
   */
  NamespaceId origin(NamespaceId id);

  /**
   * Puts one living namespace in the place of another, which takes another name, or answers false
   * where either is not the living version, or the name is another's. Nobody ever sees half of it.
   *
   * @param leaving as the one that had the place shall be, where one had it
   * @param coming as the one that takes it shall be, by the name of the place
   * @param origin what that one was at first
   */
  boolean supersede(Optional<TenantEntry> leaving, TenantEntry coming, NamespaceId origin);
}
