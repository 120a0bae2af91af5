package dev.gatehouse.admin.token;

import dev.gatehouse.admin.registry.TokenEntry;
import java.time.Instant;

/**
 * A token fresh from the mint.
 *
 * @param token the token itself, a secret
 * @param entry what is known of it
 */
public record MintedToken(String token, TokenEntry entry) {

  public Instant expiresAt() {
    return entry.expiresAt();
  }

  @Override
  public String toString() {
    return "MintedToken[entry=%s]".formatted(entry);
  }
}
