package dev.gatehouse.gateway.journey.send;

import java.time.Duration;

/**
 * When a node is left alone, and for how long.
 *
 * @param failuresMax failures in a row after which nobody asks it
 * @param pauseMin the first pause before it is tried again
 * @param pauseMax the longest pause; each one is twice the one before
 * @param probesMax tenants that may try it in each pause that follows the first
 */
public record BreakerBounds(int failuresMax, Duration pauseMin, Duration pauseMax, int probesMax) {}
