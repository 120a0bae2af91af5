package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.journey.rewrite.Rewritten;

/**
 * A session that sqld has agreed to.
 *
 * @param rewritten the request that began it
 * @param upstream sqld's side of it
 */
public record Opened(Rewritten rewritten, WebSocketUpstream upstream) {}
