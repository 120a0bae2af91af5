package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.sqld.SqldAdmin;

/** Shows what sqld counts of a namespace. */
final class GetStats implements Endpoint {
  private final TenantRegistry registry;
  private final SqldAdmin sqld;

  GetStats(TenantRegistry registry, SqldAdmin sqld) {
    this.registry = registry;
    this.sqld = sqld;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/stats";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    return SqldSide.on(registry, call, tenant -> Reply.json(200, sqld.stats(tenant.id())));
  }
}
