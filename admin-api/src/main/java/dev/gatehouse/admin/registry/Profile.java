package dev.gatehouse.admin.registry;

import java.util.Optional;

/**
 * What operators say of a namespace.
 *
 * @param owner whose it is
 * @param plan which of the product's plans its owner pays for
 * @param isProtected whether it must not be deleted
 */
public record Profile(Owner owner, Optional<String> plan, boolean isProtected) {
  /** Nothing said. */
  public static final Profile NONE = new Profile(Owner.NONE, Optional.empty(), false);
}
