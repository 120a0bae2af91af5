package dev.gatehouse.tenancy.token;

import java.util.Base64;

/**
 * The public half of an Ed25519 key that signs tokens.
 *
 * @param keyId the name of the key
 * @param x its 32 bytes in base64url, as a JWK has them
 */
public record PublicHalf(String keyId, String x) {

  public byte[] bytes() {
    return Base64.getUrlDecoder().decode(x);
  }

  /** The key as an entry of a JWK set. */
  public String toJwk() {
    return """
    {"kty":"OKP","crv":"Ed25519","x":"%s","kid":"%s","alg":"EdDSA","use":"sig"}"""
        .formatted(x, keyId);
  }
}
