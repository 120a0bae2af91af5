package dev.gatehouse.gateway.journey.rewrite;

import java.util.List;

/** Looks once more: what leaves names one namespace, and it is the token's. */
final class OneNamespaceRule implements IsolationRule {

  @Override
  public String name() {
    return "one-namespace";
  }

  @Override
  public boolean apply(Outgoing outgoing) {
    var token = outgoing.permitted().located().identified().caller().namespace();
    var tenant = outgoing.tenant();
    return tenant.namespace().equals(token)
        && outgoing
            .headers()
            .getAll(NamespaceHeader.NAME)
            .equals(List.of(NamespaceHeader.valueFor(tenant.id())));
  }
}
