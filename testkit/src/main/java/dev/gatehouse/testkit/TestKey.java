package dev.gatehouse.testkit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key that signs whatever it is given, good or evil. */
public final class TestKey {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int COORDINATE_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String algorithm;
  private final String id;
  private final byte[] shared;
  private final @Nullable KeyPair pair;

  private TestKey(String algorithm, byte[] shared, @Nullable KeyPair pair) {
    this.algorithm = algorithm;
    this.id = algorithm.toLowerCase(Locale.ROOT) + "-" + Long.toHexString(RANDOM.nextLong());
    this.shared = shared;
    this.pair = pair;
  }

  public static TestKey ed25519() {
    return new TestKey("EdDSA", new byte[0], generate("Ed25519"));
  }

  public static TestKey rsa() {
    return new TestKey("RS256", new byte[0], generate("RSA"));
  }

  public static TestKey ec() {
    return new TestKey("ES256", new byte[0], generate("EC"));
  }

  public static TestKey hmac(byte[] secret) {
    return new TestKey("HS256", secret.clone(), null);
  }

  private static KeyPair generate(String kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (kind.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (kind.equals("RSA")) {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes no " + kind + " keys", e);
    }
  }

  /** The key id that it signs with and publishes. */
  public String id() {
    return id;
  }

  /** The name of its algorithm in a token's header. */
  public String algorithm() {
    return algorithm;
  }

  /** A token over these claims, with an honest header. */
  public String sign(String claims) {
    String header = "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(algorithm, id);
    return sign(header, claims);
  }

  /** A token over exactly this header and these claims; neither needs to be true, or JSON. */
  public String sign(String header, String claims) {
    String signed = base64(header) + "." + base64(claims);
    return signed + "." + BASE64.encodeToString(signature(signed));
  }

  /** A token that nobody signed. */
  public static String unsigned(String header, String claims) {
    return base64(header) + "." + base64(claims) + ".";
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] signature(String signed) {
    byte[] bytes = signed.getBytes(StandardCharsets.US_ASCII);
    try {
      if (pair == null) {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(shared, "HmacSHA256"));
        return mac.doFinal(bytes);
      }
      Signature signature =
          Signature.getInstance(
              switch (algorithm) {
                case "RS256" -> "SHA256withRSA";
                case "ES256" -> "SHA256withECDSAinP1363Format";
                default -> "Ed25519";
              });
      PrivateKey secret = pair.getPrivate();
      signature.initSign(secret);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key refused to sign", e);
    }
  }

  /** The public half as PEM; a shared secret has none. */
  public String publicPem() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(open().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** The public half as an entry of a key set; nothing for a shared secret. */
  public Optional<String> jwk() {
    if (pair == null) {
      return Optional.empty();
    }
    String material =
        switch (open()) {
          case RSAPublicKey key ->
              "\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\""
                  .formatted(number(key.getModulus(), 0), number(key.getPublicExponent(), 0));
          case ECPublicKey key ->
              "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\""
                  .formatted(
                      number(key.getW().getAffineX(), COORDINATE_BYTES),
                      number(key.getW().getAffineY(), COORDINATE_BYTES));
          default -> "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + rawEd25519() + "\"";
        };
    return Optional.of(
        "{%s,\"kid\":\"%s\",\"alg\":\"%s\",\"use\":\"sig\"}".formatted(material, id, algorithm));
  }

  private PublicKey open() {
    if (pair == null) {
      throw new IllegalStateException("a shared secret has no public half");
    }
    return pair.getPublic();
  }

  private String rawEd25519() {
    byte[] encoded = open().getEncoded();
    return BASE64.encodeToString(
        Arrays.copyOfRange(encoded, encoded.length - COORDINATE_BYTES, encoded.length));
  }

  private static String number(BigInteger value, int bytesMin) {
    byte[] signed = value.toByteArray();
    int from = signed[0] == 0 ? 1 : 0;
    int length = Math.max(bytesMin, signed.length - from);
    var unsigned = new byte[length];
    System.arraycopy(signed, from, unsigned, length - (signed.length - from), signed.length - from);
    return BASE64.encodeToString(unsigned);
  }
}
