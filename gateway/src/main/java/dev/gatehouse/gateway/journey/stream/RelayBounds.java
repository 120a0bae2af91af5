package dev.gatehouse.gateway.journey.stream;

import java.time.Duration;

/**
 * How long sqld may be silent, and how much it may say.
 *
 * @param responseHead between the request and the answer's head
 * @param streamIdle between two chunks of the answer
 * @param responseBytesMax one answer, unless it may go on for as long as its reader likes
 */
public record RelayBounds(Duration responseHead, Duration streamIdle, long responseBytesMax) {
  private static final long USUAL_BYTES_MAX = 64 << 20;

  /** With the usual size of an answer. */
  public RelayBounds(Duration responseHead, Duration streamIdle) {
    this(responseHead, streamIdle, USUAL_BYTES_MAX);
  }

  /** The same without a bound on the size. */
  RelayBounds lasting() {
    return new RelayBounds(responseHead, streamIdle, Long.MAX_VALUE);
  }
}
