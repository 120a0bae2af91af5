package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.journey.send.Opened;

/**
 * A session that ended as its client wished.
 *
 * @param opened the session
 * @param requests how many requests sqld was asked
 */
public record SessionEnded(Opened opened, long requests) {}
