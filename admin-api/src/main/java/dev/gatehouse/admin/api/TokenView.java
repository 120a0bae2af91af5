package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TokenEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as operators see it: never the token.
 *
 * @param id its own id
 * @param access {@code rw} or {@code ro}
 * @param label what people call it
 * @param keyId the key that signed it
 * @param issuedAt when it was made
 * @param expiresAt when it ends
 * @param revokedAt when it was taken back, null where it was not
 */
record TokenView(
    String id,
    String access,
    String label,
    String keyId,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable Instant revokedAt) {

  static TokenView of(TokenEntry entry) {
    return new TokenView(
        entry.id(),
        entry.grant().access().claim(),
        entry.grant().label(),
        entry.keyId(),
        entry.issuedAt(),
        entry.expiresAt(),
        entry.revokedAt().orElse(null));
  }
}
