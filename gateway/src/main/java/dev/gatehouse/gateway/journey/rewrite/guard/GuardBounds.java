package dev.gatehouse.gateway.journey.rewrite.guard;

/**
 * The sizes up to which SQL passes.
 *
 * @param textBytesMax length of one text
 * @param operatorsMax operators on one path of an expression; sqld overflows its stack somewhere
 *     above 24,000, SQLite itself accepts 1,000
 */
public record GuardBounds(int textBytesMax, int operatorsMax) {
  public static final GuardBounds DEFAULT = new GuardBounds(4 << 20, 10_000);

  public GuardBounds {
    if (textBytesMax <= 0 || operatorsMax <= 0) {
      throw new IllegalArgumentException("bounds are positive");
    }
  }
}
