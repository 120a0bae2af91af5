package dev.gatehouse.gateway.journey.stream;

import java.time.Duration;

/**
 * How long either side may be silent, and how much a client may send.
 *
 * @param requestBody between two chunks of the request
 * @param responseHead between the request's end and the answer's head
 * @param streamIdle between two chunks of the answer
 * @param bodyBytesMax the request's body
 */
public record RelayBounds(
    Duration requestBody, Duration responseHead, Duration streamIdle, long bodyBytesMax) {}
