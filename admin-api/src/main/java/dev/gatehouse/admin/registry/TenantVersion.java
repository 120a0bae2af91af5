package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.NamespaceId;

/**
 * One state of one namespace: a namespace of the same name that comes later has other versions.
 *
 * @param id which namespace
 * @param version how often it had changed
 */
public record TenantVersion(NamespaceId id, long version) {}
