/**
 * <b>What</b> Makes the one request that may reach sqld, from nothing.
 *
 * <p><b>In</b> Permitted.
 *
 * <p><b>Out</b> {@link dev.gatehouse.gateway.journey.rewrite.Rewritten}.
 *
 * <p><b>Refuses with</b> Isolation violation.
 *
 * <p><b>Never</b> passes on a header that it does not know.
 */
@NullMarked
package dev.gatehouse.gateway.journey.rewrite;

import org.jspecify.annotations.NullMarked;
