package dev.gatehouse.loadtest.load;

/** How often a client asks. */
public sealed interface Pace {
  /**
   * At fixed moments, whether the answers come or not.
   *
   * @param perSecond how many a second
   */
  record Open(double perSecond) implements Pace {}

  /**
   * Again as soon as there is an answer.
   *
   * @param connections how many do so
   */
  record Closed(int connections) implements Pace {}
}
