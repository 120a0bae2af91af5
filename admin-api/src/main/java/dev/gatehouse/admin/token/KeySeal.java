package dev.gatehouse.admin.token;

import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.tenancy.token.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Makes signing keys unreadable for whoever has the registry and not the master key. */
final class KeySeal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  KeySeal(SealingKey master) {
    this.key = master.derive("gatehouse signing keys", "AES");
  }

  String seal(SigningKey secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] text = secret.toPem().getBytes(StandardCharsets.US_ASCII);
      byte[] locked = cipher(Cipher.ENCRYPT_MODE, nonce, secret.keyId()).doFinal(text);
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + locked.length);
      System.arraycopy(locked, 0, sealed, NONCE_BYTES, locked.length);
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to seal", e);
    }
  }

  /** The key under that seal, if it was sealed with this master key and for this id. */
  SigningKey open(String sealed, String keyId) throws SealedOtherwiseException {
    try {
      byte[] bytes = Base64.getDecoder().decode(sealed);
      byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce, keyId)
              .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return SigningKey.ofPem(new String(text, StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SealedOtherwiseException(
          "the signing key %s was sealed with another master key".formatted(keyId), e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String keyId) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
