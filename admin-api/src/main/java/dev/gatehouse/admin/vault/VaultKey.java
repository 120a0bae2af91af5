package dev.gatehouse.admin.vault;

import dev.gatehouse.tenancy.token.SealingKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key that wraps the key of each sealed file. */
public final class VaultKey {
  static final int ID_BYTES = 8;
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;
  static final int FILE_KEY_BYTES = 32;
  private static final int BITS = 8;

  private final SecretKey wrapping;
  private final byte[] id;

  public VaultKey(SealingKey secret) {
    this.wrapping = secret.derive("gatehouse backups", "AES");
    byte[] name = secret.derive("gatehouse backups: name of the key", "RAW").getEncoded();
    this.id = Arrays.copyOf(name, ID_BYTES);
  }

  /** What the key is called; says nothing of the key. */
  public String id() {
    return HexFormat.of().formatHex(id);
  }

  byte[] idBytes() {
    return id.clone();
  }

  byte[] wrap(byte[] fileKey, byte[] nonce, byte[] about) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, wrapping, nonce, about).doFinal(fileKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to seal", e);
    }
  }

  /** The key of a file. */
  SecretKey unwrap(byte[] wrapped, byte[] nonce, byte[] about) throws GeneralSecurityException {
    return new SecretKeySpec(
        cipher(Cipher.DECRYPT_MODE, wrapping, nonce, about).doFinal(wrapped), "AES");
  }

  static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] about)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * BITS, nonce));
    cipher.updateAAD(about);
    return cipher;
  }

  @Override
  public String toString() {
    return "VaultKey[" + id() + "]";
  }
}
