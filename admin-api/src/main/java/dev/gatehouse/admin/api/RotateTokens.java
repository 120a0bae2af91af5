package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.token.TokenLedger;
import dev.gatehouse.tenancy.Namespace;
import java.time.Instant;

/** Takes back every token of a namespace that was made until now. */
final class RotateTokens implements Endpoint {
  private final TenantRegistry registry;
  private final TokenLedger ledger;

  RotateTokens(TenantRegistry registry, TokenLedger ledger) {
    this.registry = registry;
    this.ledger = ledger;
  }

  /** From when on tokens hold. */
  record Rotated(String namespace, Instant tokensFrom) {}

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/rotate";
  }

  @Override
  public Permission permission() {
    return Permission.TOKENS;
  }

  @Override
  public Reply handle(Call call) {
    return Namespace.parse(call.variable("name"))
        .filter(namespace -> registry.entry(namespace).isPresent())
        .map(namespace -> Reply.json(200, new Rotated(namespace.name(), ledger.rotate(namespace))))
        .orElseGet(() -> Reply.problem(Problem.unknownNamespace()));
  }
}
