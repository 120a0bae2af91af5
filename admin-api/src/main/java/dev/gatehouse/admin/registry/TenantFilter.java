package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;
import java.util.Optional;

/**
 * Which namespaces are asked for: those of which all of this is true.
 *
 * @param prefix what the names begin with, empty for all
 * @param owner whose they are
 * @param email where the owner can be written to, in whatever case
 * @param plan the plan that they have
 * @param schemaSet the schema set that they follow
 * @param state where they stand
 */
public record TenantFilter(
    String prefix,
    Optional<String> owner,
    Optional<String> email,
    Optional<String> plan,
    Optional<String> schemaSet,
    Optional<Lifecycle> state) {
  /** All living namespaces. */
  public static final TenantFilter ALL = named("");

  /** Those whose names begin so. */
  public static TenantFilter named(String prefix) {
    return new TenantFilter(
        prefix,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public TenantFilter ownedBy(String user) {
    return new TenantFilter(prefix, Optional.of(user), email, plan, schemaSet, state);
  }

  public TenantFilter following(String set) {
    return new TenantFilter(prefix, owner, email, plan, Optional.of(set), state);
  }

  public TenantFilter in(Lifecycle wanted) {
    return new TenantFilter(prefix, owner, email, plan, schemaSet, Optional.of(wanted));
  }
}
