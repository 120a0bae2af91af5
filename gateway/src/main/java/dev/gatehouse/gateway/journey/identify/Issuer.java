package dev.gatehouse.gateway.journey.identify;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import dev.gatehouse.gateway.exchange.Outcome;
import java.util.Optional;

/** Somebody whose tokens are accepted. */
public sealed interface Issuer permits StaticKeyIssuer {

  /** What its tokens say and mean. */
  Terms terms();

  /** The verifier of a token with this header, or a refusal. */
  Outcome<JWSVerifier> verifierFor(JWSHeader header);

  /**
   * What an issuer's tokens say and mean.
   *
   * @param issuer the value of {@code iss}
   * @param audience a value that {@code aud} must hold, where one is expected
   * @param namespaceClaim the claim that names the namespace
   * @param accessClaim the claim that names the access; a token without it may write
   */
  record Terms(
      String issuer, Optional<String> audience, String namespaceClaim, String accessClaim) {}
}
