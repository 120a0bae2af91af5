package dev.gatehouse.tenancy;

import java.util.Optional;

/**
 * What the registry knows of a namespace that the data plane needs.
 *
 * @param namespace the public name
 * @param id the name that sqld knows
 * @param node the server that holds it
 * @param state where it stands
 * @param limits its own limits, where it has any
 */
public record TenantRecord(
    Namespace namespace, NamespaceId id, NodeId node, Lifecycle state, Optional<Limits> limits) {}
