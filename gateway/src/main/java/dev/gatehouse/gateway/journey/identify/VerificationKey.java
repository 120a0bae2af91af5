package dev.gatehouse.gateway.journey.identify;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import dev.gatehouse.gateway.exchange.CrossThread;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A key that checks signatures, for as long as its issuer stands by it.
 *
 * <p>Which algorithms it takes follows from what the key is, never from what a token says.
 */
@CrossThread
final class VerificationKey {
  private final String identity;
  private final Optional<String> keyId;
  private final Map<String, JWSHeader> algorithms;
  private final JWSVerifier verifier;
  private volatile long trustedUntilSeconds = Long.MAX_VALUE;

  /**
   * @param identity equal for equal keys, and for those only
   * @param keyId its name, where it has one
   * @param algorithms the names that it goes by in a token's header, and the plain header of each
   */
  VerificationKey(
      String identity,
      Optional<String> keyId,
      Map<String, JWSHeader> algorithms,
      JWSVerifier verifier) {
    this.identity = identity;
    this.keyId = keyId;
    this.algorithms = Map.copyOf(algorithms);
    this.verifier = verifier;
  }

  String identity() {
    return identity;
  }

  Set<String> algorithms() {
    return algorithms.keySet();
  }

  /** Whether a token with this header may be this key's. */
  boolean fits(TokenHeader header) {
    return algorithms.containsKey(header.algorithm())
        && (keyId.isEmpty() || header.keyId().isEmpty() || keyId.equals(header.keyId()));
  }

  boolean isTrusted(long nowSeconds) {
    return nowSeconds < trustedUntilSeconds;
  }

  void trustUntil(long seconds) {
    trustedUntilSeconds = seconds;
  }

  /** Takes the key out of service, and with it every token that it once verified. */
  void retire() {
    trustedUntilSeconds = 0;
  }

  boolean verifies(SignedToken token) {
    JWSHeader algorithm = algorithms.get(token.header().algorithm());
    return algorithm != null && token.isSignedFor(verifier, algorithm);
  }

  @Override
  public String toString() {
    return "VerificationKey[" + keyId.orElse("unnamed") + "]";
  }
}
