package dev.gatehouse.gateway.journey.send.lane;

import org.jspecify.annotations.Nullable;

/** One stream of a lane: a connection of sqld to the database, for one lease at a time. */
final class LaneStream {
  private static final int SLOT_SHIFT = 20;

  private final int slot;
  private int hranaId;
  private boolean open;
  private @Nullable LaneLease lease;

  private boolean checked;
  private long checkedNanos;
  private long schema;
  private long goodIndex;

  LaneStream(int slot) {
    this.slot = slot;
  }

  /** The slot of the stream that a message answers on. */
  static int slotOf(int messageId) {
    return messageId >> SLOT_SHIFT;
  }

  /** The id of the lease's message of this number, which tells the stream too. */
  int messageId(int number) {
    return slot << SLOT_SHIFT | number;
  }

  /** There is a stream of this name from now on. */
  void open(int id) {
    hranaId = id;
    open = true;
    checked = false;
  }

  void close() {
    open = false;
  }

  boolean isOpen() {
    return open;
  }

  int hranaId() {
    return hranaId;
  }

  @Nullable LaneLease lease() {
    return lease;
  }

  void leaseTo(@Nullable LaneLease taker) {
    lease = taker;
  }

  /** Whether the connection has not looked at the tables for so long. */
  boolean isUncheckedFor(long nanos, long nowNanos) {
    return !checked || nowNanos - checkedNanos > nanos;
  }

  /** The tables were of this version when so much had been written. */
  void onChecked(long version, long index, long nowNanos) {
    checked = true;
    checkedNanos = nowNanos;
    schema = version;
    goodIndex = index;
  }

  long schema() {
    return schema;
  }

  /** Whether the tables are known to have been the same when so much had been written. */
  boolean isGoodAt(long index) {
    return index <= goodIndex;
  }

  void isGoodUntil(long index) {
    goodIndex = Math.max(goodIndex, index);
  }
}
