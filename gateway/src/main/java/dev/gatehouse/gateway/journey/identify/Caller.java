package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;

/**
 * Who a verified token says is calling.
 *
 * @param namespace the one namespace that the token opens
 * @param access what it may do there
 * @param expiresAtSeconds when it ends, in seconds since the epoch
 * @param tokenId the token's own id, or empty
 */
public record Caller(Namespace namespace, Access access, long expiresAtSeconds, String tokenId) {}
