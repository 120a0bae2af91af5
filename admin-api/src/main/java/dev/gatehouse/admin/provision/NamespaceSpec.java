package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.registry.Owner;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import java.util.Optional;

/**
 * A namespace as it shall be.
 *
 * @param namespace its name
 * @param owner whose it is
 * @param plan which of the product's plans its owner pays for
 * @param limits its own limits, where it has any
 * @param isProtected whether it must not be deleted
 * @param schemaSet the schema set that it follows
 */
public record NamespaceSpec(
    Namespace namespace,
    Owner owner,
    Optional<String> plan,
    Optional<Limits> limits,
    boolean isProtected,
    Optional<String> schemaSet) {

  /** A namespace of which nothing but the name is said. */
  public static NamespaceSpec of(Namespace namespace) {
    return new NamespaceSpec(
        namespace, Owner.NONE, Optional.empty(), Optional.empty(), false, Optional.empty());
  }

  /** The same, of an owner. */
  public NamespaceSpec ownedBy(Owner someone) {
    return new NamespaceSpec(namespace, someone, plan, limits, isProtected, schemaSet);
  }

  /** The same by another name. */
  NamespaceSpec named(Namespace name) {
    return new NamespaceSpec(name, owner, plan, limits, isProtected, schemaSet);
  }

  /** The same, on a schema set. */
  public NamespaceSpec following(Optional<String> set) {
    return new NamespaceSpec(namespace, owner, plan, limits, isProtected, set);
  }
}
