package dev.gatehouse.tenancy;

/**
 * What everybody may use who is on it.
 *
 * @param name what the registry calls it
 * @param limits how much at once
 * @param quota how much in a month
 */
public record Plan(String name, Limits limits, Quota quota) {}
