package dev.gatehouse.gateway.journey.identify;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;

/** An issuer that signs with one Ed25519 key, known beforehand. */
public final class StaticKeyIssuer implements Issuer {
  private final Terms terms;
  private final Ed25519Verifier verifier;

  public StaticKeyIssuer(Terms terms, byte[] publicKey) {
    this.terms = terms;
    this.verifier = new Ed25519Verifier(publicKey);
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public Outcome<JWSVerifier> verifierFor(JWSHeader header) {
    return verifier.supportedJWSAlgorithms().contains(header.getAlgorithm())
        ? Outcome.ready(verifier)
        : Outcome.stopped(new TokenInvalid("the algorithm is not this issuer's"));
  }
}
