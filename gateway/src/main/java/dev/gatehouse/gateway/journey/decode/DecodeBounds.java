package dev.gatehouse.gateway.journey.decode;

import java.time.Duration;

/**
 * How much and how long a client may send.
 *
 * @param uriBytesMax the request line
 * @param headerBytesMax all headers together
 * @param bodyBytesMax one body
 * @param statementsMax statements in one body or message
 * @param requestHead the wait for a first head
 * @param requestBody the wait for the next chunk of a body
 * @param keepAliveIdle the wait for the next one
 */
public record DecodeBounds(
    int uriBytesMax,
    int headerBytesMax,
    long bodyBytesMax,
    int statementsMax,
    Duration requestHead,
    Duration requestBody,
    Duration keepAliveIdle) {
  private static final int USUAL_STATEMENTS_MAX = 10_000;

  /** With the usual number of statements. */
  public DecodeBounds(
      int uriBytesMax,
      int headerBytesMax,
      long bodyBytesMax,
      Duration requestHead,
      Duration requestBody,
      Duration keepAliveIdle) {
    this(
        uriBytesMax,
        headerBytesMax,
        bodyBytesMax,
        USUAL_STATEMENTS_MAX,
        requestHead,
        requestBody,
        keepAliveIdle);
  }
}
