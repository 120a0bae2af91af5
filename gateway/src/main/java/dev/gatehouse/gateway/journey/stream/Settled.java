package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.journey.send.Sent;

/**
 * An exchange whose answer went out whole.
 *
 * @param sent the request
 * @param status the status that sqld gave
 */
public record Settled(Sent sent, int status) {}
