package dev.gatehouse.gateway.journey.identify;

import java.util.concurrent.Executor;

/**
 * Who waits for an issuer's keys.
 *
 * @param loop where the answer comes that does not come at once
 * @param network where the token came from
 */
record Asker(Executor loop, long network) {}
