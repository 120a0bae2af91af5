package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.sqld.SqldAdmin;

/** Writes the log of a namespace into its file. */
final class SqldCheckpoint implements Endpoint {
  private final TenantRegistry registry;
  private final SqldAdmin sqld;

  SqldCheckpoint(TenantRegistry registry, SqldAdmin sqld) {
    this.registry = registry;
    this.sqld = sqld;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/checkpoint";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    return SqldSide.on(
        registry,
        call,
        tenant -> {
          sqld.checkpoint(tenant.id());
          return SqldSide.done();
        });
  }
}
