package dev.gatehouse.admin.api;

import java.util.List;

/** The list of all endpoints. */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> all(ControlPlane control) {
    return List.of(
        new CreateNamespace(control.provisioner()),
        new ListNamespaces(control.registry()),
        new GetNamespace(control.registry()),
        new DeleteNamespace(control.provisioner()),
        new IssueToken(control.registry(), control.tokens().mint()),
        new ListTokens(control.registry(), control.tokens().ledger()),
        new RevokeToken(control.tokens().ledger()),
        new RotateTokens(control.registry(), control.tokens().ledger()),
        new RotateAllTokens(control.tokens().ledger()),
        new ListSigningKeys(control.tokens().keys()),
        new RotateSigningKeys(control.tokens()),
        new GetOpenApi());
  }
}
