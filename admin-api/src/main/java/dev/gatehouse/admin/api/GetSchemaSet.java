package dev.gatehouse.admin.api;

import dev.gatehouse.admin.schema.SchemaSets;

/** Shows one schema set. */
final class GetSchemaSet implements Endpoint {
  private final SchemaSets sets;

  GetSchemaSet(SchemaSets sets) {
    this.sets = sets;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/schema-sets/{set}";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    return SchemaSetReply.of(sets, call, set -> Reply.json(200, SchemaSetReply.View.of(set)));
  }
}
