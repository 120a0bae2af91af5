/**
 * <b>What</b> Moves the bytes of both directions, each no faster than the other side reads.
 *
 * <p><b>In</b> Sent.
 *
 * <p><b>Out</b> {@link dev.gatehouse.gateway.journey.stream.Settled}.
 *
 * <p><b>Refuses with</b> Request or response timeout, reset, client gone.
 *
 * <p><b>Never</b> holds more than a window.
 */
@NullMarked
package dev.gatehouse.gateway.journey.stream;

import org.jspecify.annotations.NullMarked;
