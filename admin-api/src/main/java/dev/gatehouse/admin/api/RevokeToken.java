package dev.gatehouse.admin.api;

import dev.gatehouse.admin.token.TokenLedger;
import dev.gatehouse.tenancy.Namespace;

/** Takes one token back; whoever is connected with it is cut off. */
final class RevokeToken implements Endpoint {
  private final TokenLedger ledger;

  RevokeToken(TokenLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public String method() {
    return "DELETE";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/tokens/{id}";
  }

  @Override
  public Permission permission() {
    return Permission.TOKENS;
  }

  @Override
  public Reply handle(Call call) {
    boolean revoked =
        Namespace.parse(call.variable("name"))
            .map(namespace -> ledger.revoke(namespace, call.variable("id")))
            .orElse(false);
    return revoked ? Reply.noContent() : Reply.problem(Problem.unknownToken());
  }
}
