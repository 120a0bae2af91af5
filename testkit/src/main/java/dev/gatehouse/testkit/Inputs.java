package dev.gatehouse.testkit;

/** How many inputs a test makes up: as many as {@code -Dgatehouse.fuzz=} says. */
public final class Inputs {
  private static final int COUNT = Integer.getInteger("gatehouse.fuzz", 100_000);

  private Inputs() {}

  public static int count() {
    return COUNT;
  }
}
