package dev.gatehouse.admin.usage;

import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.registry.Block;
import dev.gatehouse.tenancy.NamespaceId;

/** What the counting asks of one sqld. */
public interface MeteredNode {

  /** What sqld itself has counted of a namespace since it was made. */
  Sums sums(NamespaceId id) throws NodeFailedException;

  /**
   * Refuses a namespace this from now on, and nothing else; what somebody else has blocked stays as
   * it is.
   *
   * @param reason which quotas are used up, as its clients are told
   */
  void block(NamespaceId id, Block block, String reason) throws NodeFailedException;

  /** Sums of one namespace. */
  record Sums(long rowsRead, long rowsWritten, long storageBytes) {}
}
