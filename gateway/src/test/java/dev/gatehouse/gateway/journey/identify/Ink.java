package dev.gatehouse.gateway.journey.identify;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens whose every byte the test has chosen. */
final class Ink {
  static final long NOW = 1_800_000_000L;
  static final byte[] SECRET = ascii("an-hs256-secret-of-forty-characters-long");

  static final KeyPair ED25519 = pair("Ed25519", null);
  static final KeyPair OTHER_ED25519 = pair("Ed25519", null);
  static final KeyPair RSA = rsa(2048);
  static final KeyPair P256 = pair("EC", new ECGenParameterSpec("secp256r1"));

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Ink() {}

  /** Something that makes the third part of a token. */
  @FunctionalInterface
  interface Pen {
    byte[] sign(byte[] signed) throws GeneralSecurityException;
  }

  static Pen ed25519() {
    return jca("Ed25519", ED25519, Optional.empty());
  }

  static Pen otherEd25519() {
    return jca("Ed25519", OTHER_ED25519, Optional.empty());
  }

  static Pen rs256() {
    return jca("SHA256withRSA", RSA, Optional.empty());
  }

  static Pen ps256() {
    return jca(
        "RSASSA-PSS",
        RSA,
        Optional.of(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1)));
  }

  static Pen es256() {
    return jca("SHA256withECDSAinP1363Format", P256, Optional.empty());
  }

  static Pen es256Der() {
    return jca("SHA256withECDSA", P256, Optional.empty());
  }

  static Pen hs256(byte[] secret) {
    return signed -> {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(signed);
    };
  }

  static Pen nothing() {
    return _ -> new byte[0];
  }

  static Pen jca(String algorithm, KeyPair pair, Optional<AlgorithmParameterSpec> spec) {
    return signed -> {
      Signature signature = Signature.getInstance(algorithm);
      if (spec.isPresent()) {
        signature.setParameter(spec.get());
      }
      signature.initSign(pair.getPrivate());
      signature.update(signed);
      return signature.sign();
    };
  }

  /** A compact token over these two texts. */
  static String token(String header, String payload, Pen pen) {
    return token(utf8(header), utf8(payload), pen);
  }

  static String token(byte[] header, byte[] payload, Pen pen) {
    String signed = base64(header) + "." + base64(payload);
    try {
      return signed + "." + base64(pen.sign(ascii(signed)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The members of a JSON object, their values as JSON. */
  static final class Members {
    private final Map<String, String> members = new LinkedHashMap<>();

    static Members of(String... namesAndJson) {
      var members = new Members();
      for (int i = 0; i < namesAndJson.length; i += 2) {
        members.members.put(namesAndJson[i], namesAndJson[i + 1]);
      }
      return members;
    }

    Members with(String name, String json) {
      var changed = new Members();
      changed.members.putAll(members);
      changed.members.put(name, json);
      return changed;
    }

    Members without(String name) {
      var changed = new Members();
      changed.members.putAll(members);
      changed.members.remove(name);
      return changed;
    }

    String json() {
      return members.entrySet().stream()
          .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
          .collect(Collectors.joining(",", "{", "}"));
    }
  }

  static JWK rsaJwk(String kid) {
    return rsaJwk(kid, RSA);
  }

  static JWK rsaJwk(String kid, KeyPair pair) {
    return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
        .keyID(kid)
        .keyUse(KeyUse.SIGNATURE)
        .build();
  }

  static JWK ecJwk(String kid) {
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) P256.getPublic()).keyID(kid).build();
  }

  static JWK edJwk(String kid, KeyPair pair) {
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw(pair))).keyID(kid).build();
  }

  static String jwkSet(JWK... keys) {
    return Arrays.stream(keys)
        .map(JWK::toJSONString)
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  static String pem(KeyPair pair) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** The 32 bytes of an Ed25519 public key. */
  static byte[] raw(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair pair(
      String algorithm, @org.jspecify.annotations.Nullable AlgorithmParameterSpec spec) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (spec != null) {
        generator.initialize(spec);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
