package dev.gatehouse.gateway.journey.rewrite.guard;

/**
 * What reading a carrier gave.
 *
 * @param <T> the summary of a carrier that may pass
 */
public sealed interface Reading<T> {
  /** The carrier may pass. */
  record Passed<T>(T summary) implements Reading<T> {}

  /** The carrier must not reach sqld. */
  record Refused<T>(Reason reason) implements Reading<T> {}
}
