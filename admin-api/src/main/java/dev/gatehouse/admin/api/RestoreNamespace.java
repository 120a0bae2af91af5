package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantChanges;

/** Takes a namespace out of the trash. */
final class RestoreNamespace implements Endpoint {
  private final TenantChanges changes;

  RestoreNamespace(TenantChanges changes) {
    this.changes = changes;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/restore";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    return NamespaceReplies.changed(call, namespace -> changes.restore(namespace, call.seen()));
  }
}
