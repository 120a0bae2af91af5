package dev.gatehouse.gateway.operate;

/**
 * Whether requests should be sent here.
 *
 * @param ready whether they should
 * @param because one sentence that says why not, or that all is well
 */
public record Readiness(boolean ready, String because) {}
