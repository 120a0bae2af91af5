package dev.gatehouse.tenancy.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A secret from which the keys are derived that seal what clients keep for Gatehouse. */
public final class SealingKey {
  private static final int BYTES = 32;
  private static final String MAC = "HmacSHA256";

  private final byte[] secret;

  private SealingKey(byte[] secret) {
    this.secret = secret;
  }

  public static SealingKey generate() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return new SealingKey(secret);
  }

  /** The key in a file, made (readable by its owner only) where there is none. */
  public static SealingKey loadOrCreate(Path file) throws IOException {
    String text =
        KeyFile.readOrCreate(file, () -> Base64.getEncoder().encodeToString(generate().secret));
    try {
      byte[] secret = Base64.getDecoder().decode(text.strip());
      if (secret.length == BYTES) {
        return new SealingKey(secret);
      }
    } catch (IllegalArgumentException notBase64) {
      throw new IOException(file + ": not a sealing key (expected: 32 bytes in base64)", notBase64);
    }
    throw new IOException(file + ": not a sealing key (expected: 32 bytes in base64)");
  }

  /** The key that a text stands for that somebody chose and keeps secret. */
  public static SealingKey of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < BYTES) {
      throw new IllegalArgumentException("a sealing key has 32 bytes or more");
    }
    try {
      return new SealingKey(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /** A key for one purpose; other purposes give other keys. */
  public SecretKey derive(String purpose, String algorithm) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(secret, MAC));
      return new SecretKeySpec(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + MAC, e);
    }
  }

  @Override
  public String toString() {
    return "SealingKey[***]";
  }
}
