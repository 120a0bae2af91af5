package dev.gatehouse.admin.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a namespace is not served.
 *
 * @param suspendedReason why it is suspended, kept while it is in the trash
 * @param trashedUntil when it is deleted for good, while it is in the trash
 */
public record Standing(Optional<String> suspendedReason, Optional<Instant> trashedUntil) {
  /** A namespace that nothing keeps from being served. */
  public static final Standing GOOD = new Standing(Optional.empty(), Optional.empty());
}
