package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.tenancy.Namespace;
import tools.jackson.databind.JsonNode;

/** Creates a namespace as sqld itself is asked to. */
final class SqldCreate implements Endpoint {
  private final NamespaceProvisioner provisioner;

  SqldCreate(NamespaceProvisioner provisioner) {
    this.provisioner = provisioner;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/create";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    JsonNode asked = call.object();
    for (String field : asked.propertyNames()) {
      if (!asked.path(field).isNull()) {
        return SqldSide.error(
            400,
            "Gatehouse decides about `%s`; leave it out".formatted(SqldSetConfig.shortened(field)));
      }
    }
    String name = call.variable("name");
    return Namespace.parse(name)
        .map(namespace -> SqldSide.created(namespace, provisioner.create(namespace)))
        .orElseGet(
            () -> SqldSide.error(400, "Invalid namespace (expected: " + Namespace.form() + ")"));
  }
}
