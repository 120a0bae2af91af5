/**
 * <b>What</b> Charges the tenant's limits.
 *
 * <p><b>In</b> Located.
 *
 * <p><b>Out</b> {@link dev.gatehouse.gateway.journey.permit.Permitted}.
 *
 * <p><b>Refuses with</b> Over limit.
 *
 * <p><b>Never</b> asks another process.
 */
@NullMarked
package dev.gatehouse.gateway.journey.permit;

import org.jspecify.annotations.NullMarked;
