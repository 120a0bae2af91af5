package dev.gatehouse.app;

import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.registry.Block;
import dev.gatehouse.admin.usage.MeteredNode;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.tenancy.NamespaceId;

/** What the counting asks of an sqld, asked through its admin API. */
final class SqldMeteredNode implements MeteredNode {
  private final SqldAdmin sqld;

  SqldMeteredNode(SqldAdmin sqld) {
    this.sqld = sqld;
  }

  @Override
  public Sums sums(NamespaceId id) throws NodeFailedException {
    try {
      var stats = sqld.stats(id);
      return new Sums(
          stats.path("rows_read_count").asLong(),
          stats.path("rows_written_count").asLong(),
          stats.path("storage_bytes_used").asLong());
    } catch (SqldException e) {
      throw failed(e);
    }
  }

  @Override
  public void block(NamespaceId id, Block block, String reason) throws NodeFailedException {
    try {
      sqld.blockForQuota(id, block.isOnReads(), block.isOnWrites(), reason);
    } catch (SqldException e) {
      throw failed(e);
    }
  }

  private static NodeFailedException failed(SqldException e) {
    return new NodeFailedException(String.valueOf(e.getMessage()), e);
  }
}
