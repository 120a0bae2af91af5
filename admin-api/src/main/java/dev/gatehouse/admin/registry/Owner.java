package dev.gatehouse.admin.registry;

import java.util.Optional;

/**
 * Whose a namespace is.
 *
 * @param user the owner as the product's own user table knows it
 * @param email where the owner can be written to
 */
public record Owner(Optional<String> user, Optional<String> email) {
  /** Nobody in particular. */
  public static final Owner NONE = new Owner(Optional.empty(), Optional.empty());
}
