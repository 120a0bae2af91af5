package dev.gatehouse.gateway.journey.rewrite.guard;

import org.jspecify.annotations.Nullable;

/**
 * What the gateway has to know about a WebSocket message that may pass.
 *
 * @param kind what it asks for
 * @param token the token of a hello, or null where it brings none
 * @param requestId the client's number for the request; 0 for a hello
 * @param streamId the stream it concerns; 0 where it names none
 * @param statements how many SQL texts it carries or refers to
 */
public record ClientMessage(
    RequestKind kind, @Nullable Handle token, int requestId, int streamId, int statements) {}
