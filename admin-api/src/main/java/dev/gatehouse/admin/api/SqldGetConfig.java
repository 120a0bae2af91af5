package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.sqld.SqldAdmin;

/** Shows how sqld has a namespace configured. */
final class SqldGetConfig implements Endpoint {
  private final TenantRegistry registry;
  private final SqldAdmin sqld;

  SqldGetConfig(TenantRegistry registry, SqldAdmin sqld) {
    this.registry = registry;
    this.sqld = sqld;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/config";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    return SqldSide.on(registry, call, tenant -> Reply.json(200, sqld.config(tenant.id())));
  }
}
