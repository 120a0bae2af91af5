package dev.gatehouse.admin.usage;

import dev.gatehouse.admin.registry.Amount;
import dev.gatehouse.admin.registry.Block;
import dev.gatehouse.tenancy.Quota;
import java.util.Optional;

/**
 * Where a tenant stands in a month, as of the last look.
 *
 * @param used what it had used
 * @param quota what it may use
 * @param block what it is refused
 * @param warning what its answers tell it
 */
record Standing(Amount used, Quota quota, Block block, Optional<String> warning) {

  /** Whether this much more uses a quota up that was not. */
  boolean isPassedBy(long read, long written) {
    boolean reads = used.rowsRead() + read >= quota.rowsReadMax().orElse(Long.MAX_VALUE);
    boolean writes = used.rowsWritten() + written >= quota.rowsWrittenMax().orElse(Long.MAX_VALUE);
    return (reads && !block.isOnReads()) || (writes && !block.isOnWrites());
  }
}
