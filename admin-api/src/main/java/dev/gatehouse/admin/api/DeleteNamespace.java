package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.Deletion;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.registry.Change;
import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.admin.registry.TenantVersion;
import dev.gatehouse.tenancy.Namespace;
import java.util.Optional;
import java.util.Set;

/** Puts a namespace into the trash, or deletes it with its data at once. */
final class DeleteNamespace implements Endpoint {
  private final TenantChanges changes;
  private final NamespaceProvisioner provisioner;

  DeleteNamespace(TenantChanges changes, NamespaceProvisioner provisioner) {
    this.changes = changes;
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
    var parameters = new Parameters(call, Set.of("purge"));
    boolean purge = parameters.flag("purge");
    parameters.done();
    Optional<TenantVersion> seen = call.seen();
    return Namespace.parse(call.variable("name"))
        .map(name -> purge ? purge(name, seen) : trash(name, seen))
        .orElseGet(() -> Reply.problem(Problem.unknownNamespace()));
  }

  /** What was never served, or is deleted half, has no use for the trash. */
  private Reply trash(Namespace name, Optional<TenantVersion> seen) {
    Change change = changes.trash(name, seen);
    if (change instanceof Change.WrongState(var state)) {
      return switch (state) {
        case CREATING, DELETING -> purge(name, seen);
        case ACTIVE, SUSPENDED, MOVING, TRASHED -> NamespaceReplies.of(change);
      };
    }
    return NamespaceReplies.of(change);
  }

  private Reply purge(Namespace name, Optional<TenantVersion> seen) {
    Deletion deletion =
        provisioner.delete(name, entry -> seen.isEmpty() || seen.get().equals(entry.version()));
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
