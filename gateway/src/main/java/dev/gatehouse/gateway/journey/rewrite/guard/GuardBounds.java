package dev.gatehouse.gateway.journey.rewrite.guard;

/**
 * The sizes and numbers up to which SQL passes.
 *
 * @param textBytesMax length of one text
 * @param operatorsMax operators on one path of an expression; sqld overflows its stack somewhere
 *     above 24,000, SQLite itself accepts 1,000
 * @param statementsMax statements of one body or message
 */
public record GuardBounds(int textBytesMax, int operatorsMax, int statementsMax) {
  public static final GuardBounds DEFAULT = ofStatements(10_000);

  /** These sizes with the usual number of statements. */
  public GuardBounds(int textBytesMax, int operatorsMax) {
    this(textBytesMax, operatorsMax, DEFAULT.statementsMax());
  }

  /** The usual sizes for so many statements. */
  public static GuardBounds ofStatements(int statementsMax) {
    return new GuardBounds(4 << 20, 10_000, statementsMax);
  }

  public GuardBounds {
    if (textBytesMax <= 0 || operatorsMax <= 0 || statementsMax <= 0) {
      throw new IllegalArgumentException("bounds are positive");
    }
  }
}
