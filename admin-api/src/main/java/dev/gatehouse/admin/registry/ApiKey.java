package dev.gatehouse.admin.registry;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key to the admin API, without its secret.
 *
 * @param id names it, no secret
 * @param digest the SHA-256 of its text, in hexadecimal
 * @param label what people call it
 * @param scopes what it allows
 * @param createdAt when it was made
 * @param expiresAt when it ends, where it does
 * @param lastUsedAt when it was seen last, to within a minute
 */
public record ApiKey(
    String id,
    String digest,
    String label,
    Set<Scope> scopes,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String toString() {
    return "ApiKey[id=%s, label=%s, scopes=%s]".formatted(id, label, scopes);
  }
}
