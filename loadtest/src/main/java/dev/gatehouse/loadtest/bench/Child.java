package dev.gatehouse.loadtest.bench;

/**
 * A process that the bench has started and whose processor time counts.
 *
 * @param name what it is in the table
 * @param pid which it is
 */
record Child(String name, long pid) {}
