package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Namespace;

/** Shows one namespace, from the registry alone. */
final class GetNamespace implements Endpoint {
  private final TenantRegistry registry;

  GetNamespace(TenantRegistry registry) {
    this.registry = registry;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    return Namespace.parse(call.variable("name"))
        .flatMap(registry::entry)
        .map(entry -> NamespaceReplies.shown(200, entry))
        .orElseGet(() -> Reply.problem(Problem.unknownNamespace()));
  }
}
