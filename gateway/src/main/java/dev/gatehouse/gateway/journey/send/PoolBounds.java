package dev.gatehouse.gateway.journey.send;

import java.time.Duration;

/**
 * How much one event loop may hold of one node.
 *
 * @param connectionsMax open connections
 * @param pendingMax requests that wait for one
 * @param connect the wait for a connection
 * @param idle how long a connection is kept unused
 */
public record PoolBounds(int connectionsMax, int pendingMax, Duration connect, Duration idle) {}
