package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.tenancy.Access;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody whose tokens are accepted. */
public sealed interface Issuer permits OwnIssuer, StaticKeyIssuer, SharedSecretIssuer, JwksIssuer {

  /** What its tokens say and mean. */
  Terms terms();

  /** The names of the algorithms that it signs with, as its tokens' headers give them. */
  Set<String> algorithms();

  /**
   * The keys to try on a token with this header, at least one, or a refusal; keys that must be
   * fetched first come on the asker's loop.
   */
  Outcome<List<VerificationKey>> keysFor(TokenHeader header, Asker asker);

  /**
   * What an issuer's tokens say and mean.
   *
   * @param issuer the value of {@code iss}, to the letter
   * @param audiences values of which {@code aud} must hold one; where there are none, it is not
   *     read
   * @param required claims that must have these values
   * @param namespace how the claims name the namespace
   * @param access how they tell what the bearer may do
   * @param session the claims that tell tokens apart, and what a first visit may do
   */
  record Terms(
      String issuer,
      Set<String> audiences,
      Map<ClaimPath, String> required,
      NamespaceTemplate namespace,
      AccessMapping access,
      Session session) {

    public Terms {
      if (issuer.isEmpty()) {
        throw new IllegalArgumentException("an issuer has a name (expected: the value of iss)");
      }
      audiences = Set.copyOf(audiences);
      required = Map.copyOf(required);
    }

    /**
     * Terms of tokens that name a namespace outright, and an access of {@code ro} or {@code rw};
     * without one they may write.
     */
    public Terms(
        String issuer, Optional<String> audience, String namespaceClaim, String accessClaim) {
      this(
          issuer,
          audience.map(Set::of).orElse(Set.of()),
          Map.of(),
          NamespaceTemplate.ofClaim(ClaimPath.parse(namespaceClaim)),
          AccessMapping.ofClaim(ClaimPath.parse(accessClaim), Optional.of(Access.READ_WRITE)),
          Session.OF_TOKEN);
    }
  }

  /**
   * How an issuer's sessions are known here.
   *
   * @param id the claim by which a token is revoked
   * @param mayProvision whether the first visit makes the namespace
   */
  record Session(ClaimPath id, boolean mayProvision) {
    /** Each token has its own id, and no visit makes anything. */
    public static final Session OF_TOKEN = new Session(ClaimPath.parse("jti"), false);
  }
}
