package dev.gatehouse.admin.provision;

import dev.gatehouse.tenancy.NamespaceId;

/** What provisioning asks of one sqld. */
public interface NodeAdmin {

  void create(NamespaceId id) throws NodeFailedException;

  /** Whether the namespace is there and answers. */
  boolean exists(NamespaceId id) throws NodeFailedException;

  /** Ends a namespace with its data; one that is not there is no failure. */
  void delete(NamespaceId id) throws NodeFailedException;
}
