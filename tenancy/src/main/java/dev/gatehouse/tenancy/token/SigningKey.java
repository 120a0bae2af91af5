package dev.gatehouse.tenancy.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** An Ed25519 key pair that signs tokens. */
public final class SigningKey {
  private static final String ALGORITHM = "Ed25519";
  private static final int RAW_BYTES = 32;
  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  private final PrivateKey secret;
  private final PublicKey open;

  private SigningKey(PrivateKey secret, PublicKey open) {
    this.secret = secret;
    this.open = open;
  }

  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no Ed25519", e);
    }
  }

  /** The key in a file of two PEM blocks, made (readable by its owner only) where there is none. */
  public static SigningKey loadOrCreate(Path file) throws IOException {
    return parse(file, KeyFile.readOrCreate(file, () -> generate().toPem()));
  }

  public static SigningKey load(Path file) throws IOException {
    return parse(file, KeyFile.read(file));
  }

  private static SigningKey parse(Path file, String pem) throws IOException {
    try {
      return ofPem(pem);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + ": not an Ed25519 key pair (expected: a PRIVATE KEY and a PUBLIC KEY block)", e);
    }
  }

  /**
   * The key of two PEM blocks.
   *
   * @throws IllegalArgumentException where the text is none
   */
  public static SigningKey ofPem(String pem) {
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new SigningKey(
          keys.generatePrivate(new PKCS8EncodedKeySpec(Pem.decode(pem, "PRIVATE KEY"))),
          keys.generatePublic(new X509EncodedKeySpec(Pem.decode(pem, "PUBLIC KEY"))));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 key pair", e);
    }
  }

  /** Both halves as PEM blocks: a secret. */
  public String toPem() {
    return Pem.encode(secret.getEncoded(), "PRIVATE KEY") + publicPem();
  }

  /** The half that everybody may know. */
  public PublicHalf publicHalf() {
    return new PublicHalf(keyId(), BASE64_URL.encodeToString(publicBytes()));
  }

  /** The public half as PEM, the form that sqld and other verifiers take. */
  public String publicPem() {
    return Pem.encode(open.getEncoded(), "PUBLIC KEY");
  }

  /** The 32 bytes of the public half. */
  public byte[] publicBytes() {
    byte[] encoded = open.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length);
  }

  /** A name for this key, derived from its public half. */
  public String keyId() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicBytes());
      return BASE64_URL.encodeToString(Arrays.copyOf(digest, 12));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /** A compact JWT over these claims, a JSON object. */
  public String sign(String claims) {
    String header = "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"" + keyId() + "\"}";
    String signed = base64(header) + '.' + base64(claims);
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + '.' + BASE64_URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key refused to sign", e);
    }
  }

  private static String base64(String text) {
    return BASE64_URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "SigningKey[" + keyId() + "]";
  }
}
