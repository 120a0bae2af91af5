package dev.gatehouse.app;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** A public key in its PEM text form. */
final class PublicKeyText {
  private static final int RAW_BYTES = 32;

  private PublicKeyText() {}

  /** The 32 bytes of an Ed25519 key. */
  static byte[] ed25519(String pem) throws GeneralSecurityException {
    String body = pem.replaceAll("-----[A-Z ]+-----", "");
    byte[] encoded = Base64.getMimeDecoder().decode(body);
    byte[] canonical =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(encoded))
            .getEncoded();
    return Arrays.copyOfRange(canonical, canonical.length - RAW_BYTES, canonical.length);
  }
}
