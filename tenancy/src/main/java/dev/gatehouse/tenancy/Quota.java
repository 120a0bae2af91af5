package dev.gatehouse.tenancy;

import java.util.OptionalLong;

/**
 * How much one tenant may use in a month; what is absent has no bound.
 *
 * @param rowsReadMax rows that its statements may read
 * @param rowsWrittenMax rows that its statements may write
 * @param storageBytesMax bytes that its database may hold
 */
public record Quota(
    OptionalLong rowsReadMax, OptionalLong rowsWrittenMax, OptionalLong storageBytesMax) {
  /** No bound at all. */
  public static final Quota NONE =
      new Quota(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  public Quota {
    if (rowsReadMax.orElse(0) < 0 || rowsWrittenMax.orElse(0) < 0) {
      throw new IllegalArgumentException("a number of rows is 0 or more");
    }
    if (storageBytesMax.orElse(0) < 0) {
      throw new IllegalArgumentException("a size is 0 or more");
    }
  }
}
