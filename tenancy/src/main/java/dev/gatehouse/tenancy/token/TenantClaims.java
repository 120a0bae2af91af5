package dev.gatehouse.tenancy.token;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What a token says that Gatehouse itself issues to a tenant.
 *
 * @param id its own id, a plain name
 * @param issuer who signed it
 * @param namespace the one database that it opens
 * @param access what it may do there
 * @param issuedAt when it was made
 * @param lifetime how long it holds
 */
public record TenantClaims(
    String id,
    String issuer,
    Namespace namespace,
    Access access,
    Instant issuedAt,
    Duration lifetime) {
  /** The claim that names the namespace. */
  public static final String NAMESPACE = "namespace";

  /** The claim that names the access. */
  public static final String ACCESS = "a";

  public TenantClaims {
    if (!lifetime.isPositive()) {
      throw new IllegalArgumentException("a token's lifetime is positive");
    }
    if (!id.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("an id is a plain name");
    }
    if (!issuer.matches("[A-Za-z0-9:/._~-]+")) {
      throw new IllegalArgumentException("an issuer is a plain name or a URL");
    }
  }

  /** Claims with a random id. */
  public TenantClaims(
      String issuer, Namespace namespace, Access access, Instant issuedAt, Duration lifetime) {
    this(UUID.randomUUID().toString(), issuer, namespace, access, issuedAt, lifetime);
  }

  /** The claims as JSON. */
  public String toJson() {
    return """
    {"iss":"%s","sub":"%s","%s":"%s","%s":"%s","iat":%d,"exp":%d,"jti":"%s"}"""
        .formatted(
            issuer,
            namespace,
            NAMESPACE,
            namespace,
            ACCESS,
            access.claim(),
            issuedAt.getEpochSecond(),
            issuedAt.plus(lifetime).getEpochSecond(),
            id);
  }
}
