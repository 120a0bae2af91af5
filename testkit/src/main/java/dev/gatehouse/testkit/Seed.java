package dev.gatehouse.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The one number that all generated tests of a run grow from. */
public final class Seed {
  private static final String PROPERTY = "gatehouse.seed";
  private static final String ALGORITHM = "L64X128MixRandom";
  private static final String RUN =
      System.getProperty(PROPERTY, Long.toString(System.currentTimeMillis()));

  private Seed() {}

  /** The seed of this run, as {@code -Dseed=} takes it. */
  public static String ofRun() {
    return RUN;
  }

  /** A generator of its own for this name, the same in every run with the same seed. */
  public static RandomGenerator random(String name) {
    long mixed = 1_125_899_906_842_597L;
    for (char c : (RUN + ' ' + name).toCharArray()) {
      mixed = 31 * mixed + c;
    }
    return RandomGeneratorFactory.of(ALGORITHM).create(mixed);
  }
}
