package dev.gatehouse.sqld;

/**
 * An sqld that runs, for another process to adopt.
 *
 * @param guard the process that it runs under
 * @param httpPort where its user API listens
 * @param adminPort where its admin API listens
 */
public record RunningSqld(long guard, int httpPort, int adminPort) {}
