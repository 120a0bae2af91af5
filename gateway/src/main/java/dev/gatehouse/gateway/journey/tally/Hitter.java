package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.tenancy.Namespace;

/**
 * How much of something a tenant has.
 *
 * @param namespace who
 * @param count how much at most
 * @param over by how much that may be too much
 */
public record Hitter(Namespace namespace, long count, long over) {
  /** The same tenant, as two counted it. */
  public Hitter and(Hitter other) {
    return new Hitter(namespace, count + other.count, over + other.over);
  }
}
