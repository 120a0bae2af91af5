package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a token that Gatehouse made: everything but the token.
 *
 * @param id its own id
 * @param grant what it opens, and for whom
 * @param keyId the key that signed it
 * @param issuedAt when it was made
 * @param expiresAt when it ends
 * @param revokedAt when it was taken back, if it was
 */
public record TokenEntry(
    String id,
    Grant grant,
    String keyId,
    Instant issuedAt,
    Instant expiresAt,
    Optional<Instant> revokedAt) {

  /**
   * What a token opens.
   *
   * @param namespace the database
   * @param access what may be done there
   * @param label what people call the token
   */
  public record Grant(Namespace namespace, Access access, String label) {}
}
