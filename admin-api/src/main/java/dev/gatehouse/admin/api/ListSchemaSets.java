package dev.gatehouse.admin.api;

import dev.gatehouse.admin.schema.SchemaException;
import dev.gatehouse.admin.schema.SchemaSets;
import java.util.List;

/** Lists the schema sets. */
final class ListSchemaSets implements Endpoint {
  private final SchemaSets sets;

  ListSchemaSets(SchemaSets sets) {
    this.sets = sets;
  }

  /** What the caller gets. */
  record Names(List<String> schemaSets) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/schema-sets";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    try {
      return Reply.json(200, new Names(sets.names()));
    } catch (SchemaException e) {
      return SchemaSetReply.unusable(e);
    }
  }
}
