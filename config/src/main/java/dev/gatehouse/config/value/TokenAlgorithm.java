package dev.gatehouse.config.value;

import java.util.Arrays;
import java.util.Optional;

/** A way to sign tokens that is checked with a public key. */
public enum TokenAlgorithm {
  RS256("RS256"),
  RS384("RS384"),
  RS512("RS512"),
  ES256("ES256"),
  ES384("ES384"),
  ES512("ES512"),
  EDDSA("EdDSA"),
  PS256("PS256"),
  PS384("PS384"),
  PS512("PS512");

  private final String text;

  TokenAlgorithm(String text) {
    this.text = text;
  }

  /** Reads the name that a token's header gives it. */
  public static Optional<TokenAlgorithm> parse(String text) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.text.equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
