/**
 * <b>What</b> Turns the bytes of a protocol into requests that can be read in one way only.
 *
 * <p><b>In</b> A negotiated channel.
 *
 * <p><b>Out</b> {@link dev.gatehouse.gateway.journey.decode.Arrived}.
 *
 * <p><b>Refuses with</b> Malformed, too large, unknown route, wrong method.
 *
 * <p><b>Never</b> decides who may do what.
 */
@NullMarked
package dev.gatehouse.gateway.journey.decode;

import org.jspecify.annotations.NullMarked;
