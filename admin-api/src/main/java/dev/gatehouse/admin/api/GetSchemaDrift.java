package dev.gatehouse.admin.api;

import dev.gatehouse.admin.job.SchemaDrift.Line;
import dev.gatehouse.admin.job.Schemas;
import dev.gatehouse.tenancy.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows how the namespaces of a schema set differ from it, a page at a time. */
final class GetSchemaDrift implements Endpoint {
  private static final int LINES_MAX = 100;

  private final Schemas schemas;

  GetSchemaDrift(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * One page.
   *
   * @param version the last migration of the set
   * @param namespaces how each stands
   * @param next what {@code after} is for the next page, null on the last one
   */
  record Page(int version, List<Line> namespaces, @Nullable String next) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/schema-sets/{set}/drift";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    var parameters = new Parameters(call, Set.of("after"));
    Optional<Namespace> after = parameters.afterName();
    parameters.done();
    return SchemaSetReply.of(
        schemas.sets(),
        call,
        set -> {
          List<Line> lines = schemas.drift().page(set, after, LINES_MAX);
          String next = lines.size() < LINES_MAX ? null : lines.getLast().namespace();
          return Reply.json(200, new Page(set.latest(), lines, next));
        });
  }
}
