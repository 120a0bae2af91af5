/**
 * <b>What</b> The queue in front of each node: who goes next, and how many at once.
 *
 * <p><b>In</b> An {@link dev.gatehouse.gateway.journey.send.turn.Errand}.
 *
 * <p><b>Out</b> A {@link dev.gatehouse.gateway.journey.send.turn.Turn}, now or in a while.
 *
 * <p><b>Refuses with</b> Over limit, node busy.
 *
 * <p><b>Never</b> blocks a thread, nor lets anybody wait without a bound.
 */
@NullMarked
package dev.gatehouse.gateway.journey.send.turn;

import org.jspecify.annotations.NullMarked;
