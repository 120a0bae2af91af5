package dev.gatehouse.admin.api;

/**
 * How a server of namespaces is.
 *
 * @param name what the registry calls it
 * @param isUp whether it answers
 */
public record NodeHealth(String name, boolean isUp) {}
