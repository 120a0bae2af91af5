package dev.gatehouse.config.shape;

import java.util.OptionalLong;

/**
 * The least and the greatest size of a value.
 *
 * @param text both as they are written
 */
public record Bounds(String text, long min, long max) {

  /** Reads {@code 1..4096} in the notation of the values it bounds. */
  static Bounds parse(String text, Notation<?> notation) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      throw new IllegalArgumentException("bounds are written min..max, not " + text);
    }
    return new Bounds(
        text, size(text.substring(0, dots), notation), size(text.substring(dots + 2), notation));
  }

  private static long size(String text, Notation<?> notation) {
    return notation
        .read(text)
        .map(notation::sizeOf)
        .orElseThrow(() -> new IllegalArgumentException("not " + notation.name() + ": " + text))
        .orElseThrow(() -> new IllegalArgumentException("without size: " + notation.name()));
  }

  /** Whether a value of this size is allowed; values without size always are. */
  public boolean allow(OptionalLong size) {
    return size.isEmpty() || (size.getAsLong() >= min && size.getAsLong() <= max);
  }
}
