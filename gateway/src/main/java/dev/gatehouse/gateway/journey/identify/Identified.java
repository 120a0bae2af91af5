package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.journey.decode.Arrived;

/**
 * A request whose caller is known.
 *
 * @param arrived the request
 * @param caller who sent it
 */
public record Identified(Arrived arrived, Caller caller) {}
