package dev.gatehouse.admin.api;

import dev.gatehouse.admin.access.ApiKeys;
import java.util.List;
import java.util.Set;

/** Lists the keys to this API. */
final class ListKeys implements Endpoint {
  private final ApiKeys keys;

  ListKeys(ApiKeys keys) {
    this.keys = keys;
  }

  /** All of them. */
  record Keys(List<KeyView> keys) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/keys";
  }

  @Override
  public Permission permission() {
    return Permission.ADMIN;
  }

  @Override
  public Reply handle(Call call) {
    new Parameters(call, Set.of()).done();
    return Reply.json(200, new Keys(keys.all().stream().map(KeyView::of).toList()));
  }
}
