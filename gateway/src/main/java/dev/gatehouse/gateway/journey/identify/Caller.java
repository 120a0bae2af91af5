package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;

/**
 * Who a verified token says is calling.
 *
 * @param namespace the one namespace that the token opens
 * @param access what it may do there
 * @param issuedAtSeconds when it was made, in seconds since the epoch, or 0
 * @param expiresAtSeconds when it ends, in seconds since the epoch
 * @param tokenId the token's own id, or empty
 * @param mayProvision whether the namespace may be made on this visit
 * @param issuer who made the token, as it says itself
 */
public record Caller(
    Namespace namespace,
    Access access,
    long issuedAtSeconds,
    long expiresAtSeconds,
    String tokenId,
    boolean mayProvision,
    String issuer) {}
