package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.Deletion;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.tenancy.Namespace;

/** Deletes a namespace with its data. */
final class DeleteNamespace implements Endpoint {
  private final NamespaceProvisioner provisioner;

  DeleteNamespace(NamespaceProvisioner provisioner) {
    this.provisioner = provisioner;
  }

  @Override
  public String method() {
    return "DELETE";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    return Namespace.parse(call.variable("name"))
        .map(provisioner::delete)
        .map(DeleteNamespace::reply)
        .orElseGet(() -> Reply.problem(Problem.unknownNamespace()));
  }

  private static Reply reply(Deletion deletion) {
    return switch (deletion) {
      case Deletion.Deleted() -> Reply.noContent();
      case Deletion.Unknown() -> Reply.problem(Problem.unknownNamespace());
      case Deletion.Outdated() -> Reply.problem(Problem.outdated());
      case Deletion.Protected() -> Reply.problem(Problem.namespaceProtected());
      case Deletion.Busy() -> Reply.problem(Problem.namespaceBusy());
      case Deletion.NodeFailed() -> Reply.problem(Problem.sqldFailed());
    };
  }
}
