package dev.gatehouse.admin.api;

import dev.gatehouse.admin.token.TokenLedger;
import java.time.Instant;

/** Takes back every token of every namespace that was made until now. */
final class RotateAllTokens implements Endpoint {
  private final TokenLedger ledger;

  RotateAllTokens(TokenLedger ledger) {
    this.ledger = ledger;
  }

  /** From when on tokens hold. */
  record Rotated(Instant tokensFrom) {}

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/rotate";
  }

  @Override
  public Permission permission() {
    return Permission.TOKENS;
  }

  @Override
  public Reply handle(Call call) {
    return Reply.json(200, new Rotated(ledger.rotateAll()));
  }
}
