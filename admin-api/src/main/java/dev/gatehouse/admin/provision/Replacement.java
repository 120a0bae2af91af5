package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.registry.Supersession;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A namespace that is to come out of a backup.
 *
 * @param spec as it shall be, by the name that it shall have
 * @param seed what it begins with
 * @param check looks whether it holds what it should
 * @param mayReplace whether it may take the place of the one that has the name
 * @param aside what that one is called then, and until when it is in the trash
 * @param origin what the new one was at first; empty where it is a namespace of its own
 */
public record Replacement(
    NamespaceSpec spec,
    Seed seed,
    ScratchUse<Boolean> check,
    Predicate<TenantEntry> mayReplace,
    Aside aside,
    Optional<NamespaceId> origin) {

  /** Where the one goes that had the name. */
  public record Aside(Namespace name, Instant trashedUntil) {}

  Supersession step(Optional<TenantEntry> old, TenantEntry whole) {
    return new Supersession(
        old,
        aside.name(),
        aside.trashedUntil(),
        whole,
        spec.namespace(),
        origin.orElse(whole.id()));
  }
}
