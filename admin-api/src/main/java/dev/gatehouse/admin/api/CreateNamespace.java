package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.tenancy.Namespace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates an empty namespace. */
final class CreateNamespace implements Endpoint {
  private final NamespaceProvisioner provisioner;

  CreateNamespace(NamespaceProvisioner provisioner) {
    this.provisioner = provisioner;
  }

  /** What the caller sends. */
  record Request(@Nullable String name) {}

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    return switch (provisioner.create(name(call.json(Request.class)))) {
      case Creation.Created(var entry) ->
          Reply.json(201, NamespaceView.of(entry))
              .withHeader("location", path() + "/" + entry.namespace().name());
      case Creation.Taken() -> Reply.problem(Problem.namespaceTaken());
      case Creation.Busy() -> Reply.problem(Problem.namespaceBusy());
      case Creation.NodeFailed() -> Reply.problem(Problem.sqldFailed());
    };
  }

  private static Namespace name(Request request) {
    var errors = new FieldErrors();
    Optional<Namespace> name = Optional.ofNullable(request.name()).flatMap(Namespace::parse);
    if (name.isEmpty()) {
      errors.add("name", "a text of the form " + Namespace.form());
    }
    errors.throwIfAny();
    return name.orElseThrow();
  }
}
