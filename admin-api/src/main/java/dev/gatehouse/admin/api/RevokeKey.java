package dev.gatehouse.admin.api;

import dev.gatehouse.admin.access.ApiKeys;

/** Ends a key at once. */
final class RevokeKey implements Endpoint {
  private final ApiKeys keys;

  RevokeKey(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public String method() {
    return "DELETE";
  }

  @Override
  public String path() {
    return "/v1/keys/{id}";
  }

  @Override
  public Permission permission() {
    return Permission.ADMIN;
  }

  @Override
  public Reply handle(Call call) {
    return keys.revoke(call.variable("id"))
        ? Reply.noContent()
        : Reply.problem(Problem.unknownKey());
  }
}
