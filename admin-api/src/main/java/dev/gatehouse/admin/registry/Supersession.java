package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Instant;
import java.util.Optional;

/**
 * One namespace takes the place of another.
 *
 * @param leaving the one that has the place, where one has it
 * @param aside what that one is called then
 * @param trashedUntil when that one is deleted for good, where it is not in the trash already
 * @param coming the one that takes the place, still under creation
 * @param place the name
 * @param origin what the coming one was at first
 */
public record Supersession(
    Optional<TenantEntry> leaving,
    Namespace aside,
    Instant trashedUntil,
    TenantEntry coming,
    Namespace place,
    NamespaceId origin) {}
