package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.StatsKind;
import java.util.Arrays;
import java.util.Optional;

/** Forgets the top or the slowest queries of a namespace. */
final class ResetStats implements Endpoint {
  private final TenantRegistry registry;
  private final SqldAdmin sqld;

  ResetStats(TenantRegistry registry, SqldAdmin sqld) {
    this.registry = registry;
    this.sqld = sqld;
  }

  @Override
  public String method() {
    return "DELETE";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/stats/{kind}";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    Optional<StatsKind> kind =
        Arrays.stream(StatsKind.values())
            .filter(each -> each.path().equals(call.variable("kind")))
            .findFirst();
    if (kind.isEmpty()) {
      return SqldSide.error(404, "Invalid stats type");
    }
    return SqldSide.on(
        registry,
        call,
        tenant -> {
          sqld.resetStats(tenant.id(), kind.get());
          return SqldSide.done();
        });
  }
}
