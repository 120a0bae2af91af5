/**
 * <b>What</b> Finds a connection to the tenant's node.
 *
 * <p><b>In</b> Rewritten.
 *
 * <p><b>Out</b> {@link dev.gatehouse.gateway.journey.send.Sent}.
 *
 * <p><b>Refuses with</b> Breaker open, connect failed once it was waited for, pool exhausted.
 *
 * <p><b>Never</b> sends anything twice.
 */
@NullMarked
package dev.gatehouse.gateway.journey.send;

import org.jspecify.annotations.NullMarked;
