package dev.gatehouse.gateway.journey.identify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import dev.gatehouse.gateway.exchange.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An issuer that signs with HS256 and a secret that Gatehouse knows too. */
public final class SharedSecretIssuer implements Issuer {
  /** A shorter secret can be guessed from one token, offline. */
  public static final int SECRET_BYTES_MIN = 32;

  private static final String HS256 = JWSAlgorithm.HS256.getName();

  private final Terms terms;
  private final List<VerificationKey> keys;

  public SharedSecretIssuer(Terms terms, byte[] secret) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException(
          "a secret of %d bytes (expected: at least %d)"
              .formatted(secret.length, SECRET_BYTES_MIN));
    }
    this.terms = terms;
    this.keys = List.of(keyOf(secret));
  }

  private static VerificationKey keyOf(byte[] secret) {
    try {
      return new VerificationKey(
          HS256,
          Optional.empty(),
          Map.of(HS256, new JWSHeader(JWSAlgorithm.HS256)),
          new MACVerifier(secret));
    } catch (JOSEException e) {
      throw new IllegalArgumentException("this secret cannot check HS256", e);
    }
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public Set<String> algorithms() {
    return Set.of(HS256);
  }

  @Override
  public Outcome<List<VerificationKey>> keysFor(TokenHeader header, Asker asker) {
    return Outcome.ready(keys);
  }
}
