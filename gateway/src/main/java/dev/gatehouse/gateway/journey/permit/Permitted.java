package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.journey.locate.Located;

/**
 * A request that may run now; its permit is given back before the last bytes of its answer.
 *
 * @param located the request and its tenant
 */
public record Permitted(Located located) {}
