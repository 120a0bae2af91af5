package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantFilter;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Lifecycle;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Lists namespaces by name, a page at a time. */
final class ListNamespaces implements Endpoint {
  private static final Set<String> PARAMETERS =
      Set.of("prefix", "owner", "email", "plan", "schemaSet", "state", "after", "limit");
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9_-]{0,63}");

  private final TenantRegistry registry;

  ListNamespaces(TenantRegistry registry) {
    this.registry = registry;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/namespaces";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    return Reply.json(200, NamespacePage.read(registry, query(call)));
  }

  private static TenantQuery query(Call call) {
    var given = new Parameters(call, PARAMETERS);
    var filter =
        new TenantFilter(
            given
                .text("prefix", "a text of the form " + PREFIX, PREFIX.asMatchPredicate())
                .orElse(""),
            given.text("owner", Texts.OWNER.expected(), Texts.OWNER::isRight),
            given.text("email", Texts.EMAIL.expected(), Texts.EMAIL::isRight),
            given.text("plan", Texts.PLAN.expected(), Texts.PLAN::isRight),
            given.text("schemaSet", Texts.SCHEMA_SET.expected(), Texts.SCHEMA_SET::isRight),
            given.constant("state", List.of(Lifecycle.values())));
    var query = new TenantQuery(filter, given.afterName(), given.limit());
    given.done();
    return query;
  }
}
