package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.Quota;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Changes what is said of a namespace. */
final class EditNamespace implements Endpoint {
  private static final Set<String> FIELDS = new TreeSet<>(ProfileFields.NAMES);

  static {
    FIELDS.add(QuotaView.FIELD);
  }

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
    Fields fields = call.fields(FIELDS);
    var said = new ProfileFields(fields, plans.get());
    Optional<Quota> quota = QuotaView.in(fields);
    fields.done();
    return NamespaceReplies.changed(
        call,
        namespace ->
            changes.edit(
                namespace,
                call.seen(),
                said::over,
                said::over,
                old -> fields.has(QuotaView.FIELD) ? quota : old));
  }
}
