package dev.gatehouse.gateway.journey.identify;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A way to sign that is checked with a public key; a shared secret has no place among them. */
public enum PublicKeyAlgorithm {
  EDDSA(JWSAlgorithm.EdDSA),
  ES256(JWSAlgorithm.ES256),
  ES384(JWSAlgorithm.ES384),
  ES512(JWSAlgorithm.ES512),
  RS256(JWSAlgorithm.RS256),
  RS384(JWSAlgorithm.RS384),
  RS512(JWSAlgorithm.RS512),
  PS256(JWSAlgorithm.PS256),
  PS384(JWSAlgorithm.PS384),
  PS512(JWSAlgorithm.PS512);

  private static final String EDDSA_BY_CURVE = "Ed25519";

  private final JWSHeader header;

  PublicKeyAlgorithm(JWSAlgorithm algorithm) {
    this.header = new JWSHeader(algorithm);
  }

  /** The algorithm that a token's header or a key names. */
  public static Optional<PublicKeyAlgorithm> parse(String name) {
    if (name.equals(EDDSA_BY_CURVE)) {
      return Optional.of(EDDSA);
    }
    return Arrays.stream(values()).filter(a -> a.joseName().equals(name)).findFirst();
  }

  /** The names that a token's header may give it: RFC 9864 has a second one for Ed25519. */
  List<String> tokenNames() {
    return this == EDDSA ? List.of(joseName(), EDDSA_BY_CURVE) : List.of(joseName());
  }

  /** All of them. */
  public static Set<PublicKeyAlgorithm> all() {
    return EnumSet.allOf(PublicKeyAlgorithm.class);
  }

  /** The name in a token's header. */
  public String joseName() {
    return header.getAlgorithm().getName();
  }

  /** A header that names this algorithm and nothing else. */
  JWSHeader header() {
    return header;
  }
}
