package dev.gatehouse.admin.provision;

import dev.gatehouse.tenancy.NamespaceId;
import java.util.Optional;
import java.util.Set;

/** What an sqld holds, as far as it can be told. */
public interface NodeInventory {

  /** The ids of all namespaces with data there, or nothing where nobody can tell. */
  Optional<Set<NamespaceId>> namespaces() throws NodeFailedException;

  /** Of an sqld that does not tell. */
  static NodeInventory unknown() {
    return Optional::empty;
  }
}
