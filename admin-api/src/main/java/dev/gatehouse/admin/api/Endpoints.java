package dev.gatehouse.admin.api;

import dev.gatehouse.admin.token.Tokens;
import java.util.ArrayList;
import java.util.List;

/** The list of all endpoints. */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> all(ControlPlane control) {
    var all = new ArrayList<Endpoint>();
    all.addAll(namespaces(control));
    all.addAll(tokens(control));
    all.addAll(operation(control));
    all.add(new GetOpenApi());
    return List.copyOf(all);
  }

  private static List<Endpoint> namespaces(ControlPlane control) {
    return List.of(
        new CreateNamespace(control.provisioner(), control.registry()),
        new ListNamespaces(control.registry()),
        new ListNamespacesOfUser(control.registry()),
        new GetNamespace(control.registry()),
        new EditNamespace(control.changes()),
        new SuspendNamespace(control.changes()),
        new ResumeNamespace(control.changes()),
        new RestoreNamespace(control.changes()),
        new DeleteNamespace(control.changes(), control.provisioner()));
  }

  private static List<Endpoint> tokens(ControlPlane control) {
    Tokens tokens = control.tokens();
    return List.of(
        new IssueToken(control.registry(), tokens.mint()),
        new ListTokens(control.registry(), tokens.ledger()),
        new RevokeToken(tokens.ledger()),
        new RotateTokens(control.registry(), tokens.ledger()),
        new RotateAllTokens(tokens.ledger()),
        new ListSigningKeys(tokens.keys()),
        new RotateSigningKeys(tokens));
  }

  private static List<Endpoint> operation(ControlPlane control) {
    Records records = control.records();
    return List.of(
        new CreateKey(records.keys()),
        new ListKeys(records.keys()),
        new RevokeKey(records.keys()),
        new ListAudit(records.audit()),
        new ListNodes(control.overview()),
        new ListFindings(control.overview()));
  }
}
