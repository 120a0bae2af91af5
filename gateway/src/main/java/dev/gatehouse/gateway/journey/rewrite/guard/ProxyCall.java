package dev.gatehouse.gateway.journey.rewrite.guard;

import org.jspecify.annotations.Nullable;

/**
 * What the gateway has to know about a message to the gRPC service Proxy that may pass.
 *
 * @param clientId the session that it continues; null where the method has none or it was left out
 * @param statements how many SQL texts it carries
 */
public record ProxyCall(@Nullable Handle clientId, int statements) {}
