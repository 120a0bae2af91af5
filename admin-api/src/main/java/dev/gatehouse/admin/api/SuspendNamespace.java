package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantChanges;
import java.util.Set;

/** Serves a namespace no more, and says why. */
final class SuspendNamespace implements Endpoint {
  private final TenantChanges changes;

  SuspendNamespace(TenantChanges changes) {
    this.changes = changes;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/suspend";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    Fields fields = call.fields(Set.of("reason"));
    String reason = fields.required("reason", Texts.REASON).orElse("");
    fields.done();
    return NamespaceReplies.changed(
        call, namespace -> changes.suspend(namespace, call.seen(), reason));
  }
}
