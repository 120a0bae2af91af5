package dev.gatehouse.gateway.journey.stream;

import java.time.Duration;

/**
 * How long sqld may be silent.
 *
 * @param responseHead between the request and the answer's head
 * @param streamIdle between two chunks of the answer
 */
public record RelayBounds(Duration responseHead, Duration streamIdle) {}
