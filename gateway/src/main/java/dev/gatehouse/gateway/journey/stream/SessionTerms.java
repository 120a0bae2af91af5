package dev.gatehouse.gateway.journey.stream;

import java.time.Duration;

/**
 * How long a session may live and how much may wait in it.
 *
 * @param ageMax its age, however busy it is
 * @param clockSkew how long after a token's end the session ends, as for requests
 * @param unansweredMax requests that sqld has not answered yet
 * @param responseBytesMax one answer of sqld
 * @param transactionIdle how long a transaction may be open and do nothing
 */
public record SessionTerms(
    Duration ageMax,
    Duration clockSkew,
    int unansweredMax,
    long responseBytesMax,
    Duration transactionIdle) {
  private static final long USUAL_BYTES_MAX = 64 << 20;

  /** With the usual size of an answer. */
  public SessionTerms(
      Duration ageMax, Duration clockSkew, int unansweredMax, Duration transactionIdle) {
    this(ageMax, clockSkew, unansweredMax, USUAL_BYTES_MAX, transactionIdle);
  }
}
