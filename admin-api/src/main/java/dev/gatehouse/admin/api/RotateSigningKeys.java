package dev.gatehouse.admin.api;

import dev.gatehouse.admin.token.Tokens;
import org.jspecify.annotations.Nullable;

/** Makes a new signing key. */
final class RotateSigningKeys implements Endpoint {
  private final Tokens tokens;

  RotateSigningKeys(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * What the caller sends.
   *
   * @param overlap whether tokens of the keys before it still hold; they do where absent
   */
  record Request(@Nullable Boolean overlap) {}

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/signing-keys/rotate";
  }

  @Override
  public Permission permission() {
    return Permission.TOKENS;
  }

  @Override
  public Reply handle(Call call) {
    boolean overlap = !Boolean.FALSE.equals(call.json(Request.class).overlap());
    if (!tokens.keys().rotate(overlap)) {
      return Reply.problem(Problem.tooManySigningKeys());
    }
    if (!overlap) {
      tokens.ledger().rotateAll();
    }
    return Reply.json(200, ListSigningKeys.of(tokens.keys()));
  }
}
