/**
 * <b>What</b> Counts and logs each exchange once.
 *
 * <p><b>In</b> The outcome.
 *
 * <p><b>Out</b> Nothing.
 *
 * <p><b>Refuses with</b> Nothing.
 *
 * <p><b>Never</b> changes what the client gets.
 */
@NullMarked
package dev.gatehouse.gateway.journey.tally;

import org.jspecify.annotations.NullMarked;
