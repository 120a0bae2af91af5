/**
 * <b>What</b> Verifies the token and reads the one namespace that it names.
 *
 * <p><b>In</b> Arrived.
 *
 * <p><b>Out</b> {@link dev.gatehouse.gateway.journey.identify.Identified}.
 *
 * <p><b>Refuses with</b> Token missing, invalid, expired, revoked; too many bad tokens; the
 * issuer's keys cannot be had.
 *
 * <p><b>Never</b> believes anything that is not signed.
 */
@NullMarked
package dev.gatehouse.gateway.journey.identify;

import org.jspecify.annotations.NullMarked;
