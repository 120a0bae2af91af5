package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantChanges;

/** Serves a suspended namespace again. */
final class ResumeNamespace implements Endpoint {
  private final TenantChanges changes;

  ResumeNamespace(TenantChanges changes) {
    this.changes = changes;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/resume";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    return NamespaceReplies.changed(call, namespace -> changes.resume(namespace, call.seen()));
  }
}
