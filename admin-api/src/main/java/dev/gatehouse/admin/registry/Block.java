package dev.gatehouse.admin.registry;

/** What sqld refuses a namespace that has used up a quota. */
public enum Block {
  NONE,
  /** Whatever would write. */
  WRITES,
  /** Whatever would read, which in sqld goes for writes, too. */
  READS,
  /** Both, so that writes stay blocked when reads are free again. */
  ALL;

  public boolean isOnReads() {
    return this == READS || this == ALL;
  }

  public boolean isOnWrites() {
    return this == WRITES || this == ALL;
  }

  public static Block of(boolean reads, boolean writes) {
    if (reads) {
      return writes ? ALL : READS;
    }
    return writes ? WRITES : NONE;
  }
}
