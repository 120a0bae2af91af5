package dev.gatehouse.admin.token;

import dev.gatehouse.admin.registry.TokenEntry;
import dev.gatehouse.admin.registry.TokenEntry.Grant;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.tenancy.token.TenantClaims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Makes tenants' tokens, none of which outlives the bound, and all of which are in the ledger. */
public final class TokenMint {
  private final SigningKeys keys;
  private final TokenLedger ledger;
  private final String issuer;
  private final Duration lifetimeMax;
  private final InstantSource clock;

  public TokenMint(
      SigningKeys keys,
      TokenLedger ledger,
      String issuer,
      Duration lifetimeMax,
      InstantSource clock) {
    if (lifetimeMax.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a token lives for a second or more");
    }
    this.keys = keys;
    this.ledger = ledger;
    this.issuer = issuer;
    this.lifetimeMax = lifetimeMax;
    this.clock = clock;
  }

  /** The longest that a token may live, and how long it lives where nobody says. */
  public Duration lifetimeMax() {
    return lifetimeMax;
  }

  /** Makes a token that is good from now on, also just after others were taken back. */
  public MintedToken mint(Grant grant, Duration lifetime) {
    if (lifetime.compareTo(lifetimeMax) > 0) {
      throw new IllegalArgumentException("a token lives for at most " + lifetimeMax);
    }
    return keys.signing(key -> mint(grant, lifetime, key));
  }

  private MintedToken mint(Grant grant, Duration lifetime, SigningKey key) {
    long now = clock.instant().getEpochSecond();
    Instant issuedAt = Instant.ofEpochSecond(Math.max(now, ledger.tokensFrom(grant.namespace())));
    String id = UUID.randomUUID().toString();
    var entry =
        new TokenEntry(id, grant, key.keyId(), issuedAt, issuedAt.plus(lifetime), Optional.empty());
    ledger.record(entry);
    var claims =
        new TenantClaims(id, issuer, grant.namespace(), grant.access(), issuedAt, lifetime);
    return new MintedToken(key.sign(claims.toJson()), entry);
  }
}
