package dev.gatehouse.admin.api;

import java.util.ArrayList;
import java.util.List;

/** The list of all endpoints. */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> all(ControlPlane control) {
    var all = new ArrayList<Endpoint>();
    all.addAll(namespaces(control));
    all.addAll(operation(control));
    all.add(new IssueToken(control.registry(), control.mint()));
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
