package dev.gatehouse.tenancy;

import java.util.Optional;

/**
 * What the registry knows of a namespace that the data plane needs.
 *
 * @param namespace the public name
 * @param id the name that sqld knows
 * @param node the server that holds it
 * @param state where it stands
 * @param plan which plan it is on, where it is on any
 * @param limits its own limits, where it has any
 * @param quota its own quota, where it has any
 */
public record TenantRecord(
    Namespace namespace,
    NamespaceId id,
    NodeId node,
    Lifecycle state,
    Optional<String> plan,
    Optional<Limits> limits,
    Optional<Quota> quota) {

  /** A namespace on no plan. */
  public TenantRecord(
      Namespace namespace, NamespaceId id, NodeId node, Lifecycle state, Optional<Limits> limits) {
    this(namespace, id, node, state, Optional.empty(), limits, Optional.empty());
  }

  public TenantRecord named(Namespace name) {
    return new TenantRecord(name, id, node, state, plan, limits, quota);
  }

  public TenantRecord in(Lifecycle newState) {
    return new TenantRecord(namespace, id, node, newState, plan, limits, quota);
  }

  public TenantRecord on(Optional<String> newPlan) {
    return new TenantRecord(namespace, id, node, state, newPlan, limits, quota);
  }

  public TenantRecord allotted(Optional<Quota> newQuota) {
    return new TenantRecord(namespace, id, node, state, plan, limits, newQuota);
  }

  public TenantRecord limited(Optional<Limits> newLimits) {
    return new TenantRecord(namespace, id, node, state, plan, newLimits, quota);
  }
}
