package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.ApiKey;
import dev.gatehouse.admin.registry.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as operators see it, without its secret.
 *
 * @param id names it
 * @param label what people call it
 * @param scopes what it allows
 * @param createdAt when it was made
 * @param expiresAt when it ends, null for never
 * @param lastUsedAt when it was used last, null for never
 */
record KeyView(
    String id,
    String label,
    List<String> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  static KeyView of(ApiKey key) {
    return new KeyView(
        key.id(),
        key.label(),
        key.scopes().stream().sorted().map(Scope::text).toList(),
        key.createdAt(),
        key.expiresAt().orElse(null),
        key.lastUsedAt().orElse(null));
  }
}
