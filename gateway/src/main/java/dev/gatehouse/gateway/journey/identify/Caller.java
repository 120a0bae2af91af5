package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Visitor;
import java.util.Optional;

/**
 * Who a verified token says is calling.
 *
 * @param namespace the one namespace that the token opens
 * @param access what it may do there
 * @param issuedAtSeconds when it was made, in seconds since the epoch, or 0
 * @param expiresAtSeconds when it ends, in seconds since the epoch
 * @param tokenId the token's own id, or empty
 * @param visitor who it is, where the token is a login token of another service
 */
public record Caller(
    Namespace namespace,
    Access access,
    long issuedAtSeconds,
    long expiresAtSeconds,
    String tokenId,
    Optional<Visitor> visitor) {

  /** Whether the namespace may be made on this visit. */
  public boolean mayProvision() {
    return visitor.filter(Visitor::mayProvision).isPresent();
  }

  /** Whether the issuer of that name made the token. */
  public boolean isFrom(String issuer) {
    return visitor.filter(known -> known.issuer().equals(issuer)).isPresent();
  }
}
