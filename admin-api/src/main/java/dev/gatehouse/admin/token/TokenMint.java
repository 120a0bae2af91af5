package dev.gatehouse.admin.token;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.tenancy.token.TenantClaims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Makes tenants' tokens, none of which outlives the bound. */
public final class TokenMint {
  private final SigningKey key;
  private final String issuer;
  private final Duration lifetimeMax;
  private final InstantSource clock;

  public TokenMint(SigningKey key, String issuer, Duration lifetimeMax, InstantSource clock) {
    if (lifetimeMax.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a token lives for a second or more");
    }
    this.key = key;
    this.issuer = issuer;
    this.lifetimeMax = lifetimeMax;
    this.clock = clock;
  }

  /** The longest that a token may live, and how long it lives where nobody says. */
  public Duration lifetimeMax() {
    return lifetimeMax;
  }

  public MintedToken mint(Namespace namespace, Access access, Duration lifetime) {
    if (lifetime.compareTo(lifetimeMax) > 0) {
      throw new IllegalArgumentException("a token lives for at most " + lifetimeMax);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var claims = new TenantClaims(issuer, namespace, access, now, lifetime);
    return new MintedToken(key.sign(claims.toJson()), namespace, access, now.plus(lifetime));
  }
}
