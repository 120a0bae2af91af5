package dev.gatehouse.admin.token;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import java.time.Instant;

/**
 * A token fresh from the mint.
 *
 * @param token the token itself, a secret
 * @param namespace the database that it opens
 * @param access what it may do there
 * @param expiresAt when it ends
 */
public record MintedToken(String token, Namespace namespace, Access access, Instant expiresAt) {

  @Override
  public String toString() {
    return "MintedToken[namespace=%s, access=%s, expiresAt=%s]"
        .formatted(namespace, access, expiresAt);
  }
}
