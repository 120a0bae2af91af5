package dev.gatehouse.admin.usage;

import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.registry.Block;
import dev.gatehouse.tenancy.NamespaceId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An sqld of which a test says what it counts. */
public final class FakeMeteredNode implements MeteredNode {
  private final Map<NamespaceId, Sums> sums = new ConcurrentHashMap<>();
  private final Map<NamespaceId, Block> blocks = new ConcurrentHashMap<>();
  private final Map<NamespaceId, String> reasons = new ConcurrentHashMap<>();
  private final Set<NamespaceId> looked = ConcurrentHashMap.newKeySet();
  private volatile boolean down;

  void set(NamespaceId id, long read, long written, long storage) {
    sums.put(id, new Sums(read, written, storage));
  }

  void down(boolean isDown) {
    down = isDown;
  }

  Block blockOf(NamespaceId id) {
    return blocks.getOrDefault(id, Block.NONE);
  }

  String reasonOf(NamespaceId id) {
    return reasons.getOrDefault(id, "");
  }

  /** How many were looked at since it was asked last. */
  int looked() {
    int count = looked.size();
    looked.clear();
    return count;
  }

  @Override
  public Sums sums(NamespaceId id) throws NodeFailedException {
    if (down) {
      throw new NodeFailedException("down on purpose");
    }
    looked.add(id);
    return sums.getOrDefault(id, new Sums(0, 0, 0));
  }

  @Override
  public void block(NamespaceId id, Block block, String reason) throws NodeFailedException {
    if (down) {
      throw new NodeFailedException("down on purpose");
    }
    blocks.put(id, block);
    reasons.put(id, reason);
  }
}
