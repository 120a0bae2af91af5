package dev.gatehouse.admin.api;

import dev.gatehouse.admin.token.SigningKeys;
import dev.gatehouse.admin.token.SigningKeys.KeyView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the keys whose tokens hold, the one that signs first. */
final class ListSigningKeys implements Endpoint {
  private final SigningKeys keys;

  ListSigningKeys(SigningKeys keys) {
    this.keys = keys;
  }

  /** The keys, without their secret halves. */
  record SigningKeyList(List<SigningKeyView> keys) {}

  /**
   * One key.
   *
   * @param id its name in tokens
   * @param signs whether new tokens are signed with it
   * @param createdAt when it was made
   * @param verifiesUntil when it is given up, null for the one that signs
   */
  record SigningKeyView(
      String id, boolean signs, Instant createdAt, @Nullable Instant verifiesUntil) {
    static SigningKeyView of(KeyView key) {
      return new SigningKeyView(
          key.id(),
          key.verifiesUntil().isEmpty(),
          key.createdAt(),
          key.verifiesUntil().orElse(null));
    }
  }

  static SigningKeyList of(SigningKeys keys) {
    return new SigningKeyList(keys.view().stream().map(SigningKeyView::of).toList());
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/signing-keys";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    return Reply.json(200, of(keys));
  }
}
