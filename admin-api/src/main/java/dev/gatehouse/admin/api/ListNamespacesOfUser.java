package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantFilter;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import java.util.Set;

/** Lists the namespaces of one owner, a page at a time. */
final class ListNamespacesOfUser implements Endpoint {
  private final TenantRegistry registry;

  ListNamespacesOfUser(TenantRegistry registry) {
    this.registry = registry;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/users/{owner}/namespaces";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    var given = new Parameters(call, Set.of("after", "limit"));
    var query =
        new TenantQuery(
            TenantFilter.ALL.ownedBy(call.variable("owner")), given.afterName(), given.limit());
    given.done();
    return Reply.json(200, NamespacePage.read(registry, query));
  }
}
