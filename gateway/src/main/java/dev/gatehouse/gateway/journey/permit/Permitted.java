package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.journey.locate.Located;

/**
 * A request that may run now; its permit is given back when its exchange ends.
 *
 * @param located the request and its tenant
 */
public record Permitted(Located located) {}
