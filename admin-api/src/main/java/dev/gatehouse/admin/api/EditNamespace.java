package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.tenancy.Plans;
import java.util.function.Supplier;

/** Changes what is said of a namespace. */
final class EditNamespace implements Endpoint {
  private final TenantChanges changes;
  private final Supplier<Plans> plans;

  EditNamespace(TenantChanges changes, Supplier<Plans> plans) {
    this.changes = changes;
    this.plans = plans;
  }

  @Override
  public String method() {
    return "PATCH";
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
    Fields fields = call.fields(ProfileFields.NAMES);
    var said = new ProfileFields(fields, plans.get());
    fields.done();
    return NamespaceReplies.changed(
        call, namespace -> changes.edit(namespace, call.seen(), said::over, said::over));
  }
}
