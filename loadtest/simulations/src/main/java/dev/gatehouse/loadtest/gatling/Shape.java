package dev.gatehouse.loadtest.gatling;

/**
 * How much of a simulation.
 *
 * @param seconds how long it is measured
 * @param users how many come in a second, or at once where they stay
 * @param seed what decides who comes when
 */
record Shape(int seconds, int users, long seed) {
  private static final int WARM_UP_SHARE = 4;
  private static final int WARM_UP_SECONDS_MAX = 10;

  /** What comes before it counts. */
  int warmUpSeconds() {
    return Math.clamp(seconds / WARM_UP_SHARE, 1, WARM_UP_SECONDS_MAX);
  }

  /** The half that something is compared with. */
  int half() {
    return Math.max(1, seconds / 2);
  }
}
