package dev.gatehouse.gateway.journey.identify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JWT that was taken apart, its signature not yet checked.
 *
 * <p>A token has one spelling: three parts of Base64URL without padding, without line breaks and
 * without spare bits.
 */
final class SignedToken {
  private final TokenHeader header;
  private final Claims claims;
  private final byte[] signed;
  private final Base64URL signature;

  private SignedToken(TokenHeader header, Claims claims, byte[] signed, Base64URL signature) {
    this.header = header;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  static Outcome<SignedToken> parse(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
      return invalid("not a signed JWT");
    }
    byte[] header = decode(token.substring(0, first));
    byte[] payload = decode(token.substring(first + 1, second));
    String signature = token.substring(second + 1);
    if (header == null || payload == null || decode(signature) == null) {
      return invalid("not plain Base64URL");
    }
    Optional<Claims> headerMembers = Claims.parse(header);
    if (headerMembers.isEmpty()) {
      return invalid("the header is no plain JSON object");
    }
    return TokenHeader.of(headerMembers.get())
        .then(
            parsed ->
                Claims.parse(payload)
                    .map(claims -> of(parsed, claims, token.substring(0, second), signature))
                    .orElseGet(() -> invalid("the payload is no plain JSON object")));
  }

  private static Outcome<SignedToken> of(
      TokenHeader header, Claims claims, String signed, String signature) {
    return Outcome.ready(
        new SignedToken(
            header, claims, signed.getBytes(StandardCharsets.US_ASCII), new Base64URL(signature)));
  }

  /** What it says of itself. */
  TokenHeader header() {
    return header;
  }

  /** What it says. */
  Claims claims() {
    return claims;
  }

  /** Whether the signature is this verifier's over what was signed. */
  boolean isSignedFor(JWSVerifier verifier, JWSHeader algorithm) {
    try {
      return verifier.verify(algorithm, signed, signature);
    } catch (JOSEException unusable) {
      return false;
    }
  }

  /** The bytes of a part; null where it is empty or not the one spelling of any bytes. */
  private static byte @Nullable [] decode(String part) {
    if (part.isEmpty() || part.indexOf('=') >= 0) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      // The last character may carry bits that no byte holds; the decoder drops them silently.
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)
          ? bytes
          : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static Outcome<SignedToken> invalid(String why) {
    return Outcome.stopped(new TokenInvalid(why));
  }
}
