package dev.gatehouse.admin.registry;

import java.time.Instant;

/**
 * How often and when an entry has changed.
 *
 * @param version counts the changes, from 1
 * @param epoch the generation of the namespace's tokens
 * @param createdAt when its creation began
 * @param updatedAt when anything of it changed last
 */
public record Revision(long version, long epoch, Instant createdAt, Instant updatedAt) {

  static Revision first(Instant at) {
    return new Revision(1, 0, at, at);
  }

  Revision next(Instant at) {
    return new Revision(version + 1, epoch, createdAt, at);
  }
}
