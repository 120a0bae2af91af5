package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.sqld.SqldAdmin;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Changes the given fields of how sqld has a namespace configured, and no others. */
final class SqldSetConfig implements Endpoint {
  /** Not among them: the key, which is Gatehouse's own, and what reaches beyond the namespace. */
  private static final List<String> FIELDS =
      List.of(
          "block_reads",
          "block_writes",
          "block_reason",
          "max_db_size",
          "txn_timeout_s",
          "durability_mode");

  private static final int NAME_CHARS_MAX = 64;

  private final TenantRegistry registry;
  private final SqldAdmin sqld;

  SqldSetConfig(TenantRegistry registry, SqldAdmin sqld) {
    this.registry = registry;
    this.sqld = sqld;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/config";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    if (!(call.object() instanceof ObjectNode patch)) {
      return SqldSide.error(400, "expected a JSON object");
    }
    for (String field : patch.propertyNames()) {
      if (!FIELDS.contains(field)) {
        return SqldSide.error(
            400,
            "`%s` cannot be set (expected: %s)"
                .formatted(shortened(field), String.join(", ", FIELDS)));
      }
    }
    return SqldSide.on(
        registry,
        call,
        tenant -> {
          sqld.patchConfig(tenant.id(), patch);
          return SqldSide.done();
        });
  }

  static String shortened(String field) {
    return field.length() <= NAME_CHARS_MAX ? field : field.substring(0, NAME_CHARS_MAX) + "…";
  }
}
