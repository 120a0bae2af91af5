package dev.gatehouse.config.value;

/** An amount of memory or of data: {@code 4MiB}. */
public record ByteSize(long bytes) {

  /** So many KiB. */
  public static ByteSize kibibytes(long count) {
    return new ByteSize(Math.multiplyExact(count, 1 << 10));
  }

  /** So many MiB. */
  public static ByteSize mebibytes(long count) {
    return new ByteSize(Math.multiplyExact(count, 1 << 20));
  }

  /** The size as a number of bytes that fits an array. */
  public int toInt() {
    return Math.toIntExact(bytes);
  }

  @Override
  public String toString() {
    return Units.BYTES.format(bytes);
  }
}
