package dev.gatehouse.gateway.journey.identify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.tenancy.token.PublicHalf;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes {@link VerificationKey}s of the public keys that people and issuers write down. */
final class PublicKeys {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
  private static final List<String> KEY_KINDS = List.of("Ed25519", "RSA", "EC");
  private static final int ED25519_BYTES = 32;
  private static final int RSA_BITS_MIN = 2048;
  private static final int RSA_BITS_MAX = 8192;

  private PublicKeys() {}

  /** The keys in a text: PEM blocks, a JWK, or a JWK set; throws where one of them is no good. */
  static List<VerificationKey> read(String text, Set<PublicKeyAlgorithm> allowed) {
    var keys = new ArrayList<VerificationKey>();
    try {
      for (JWK jwk : text.strip().startsWith("{") ? jwksOf(text) : pemsOf(text)) {
        keys.add(keyOf(jwk, allowed));
      }
    } catch (ParseException | JOSEException | GeneralSecurityException unusable) {
      throw new IllegalArgumentException("not a public key: " + unusable.getMessage(), unusable);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "no public key (expected: PEM blocks \"PUBLIC KEY\", a JWK, or a JWK set)");
    }
    return keys;
  }

  /** The keys of a published JWK set that serve here; others are another reader's business. */
  static List<VerificationKey> readUsable(byte[] jwkSet, Set<PublicKeyAlgorithm> allowed)
      throws ParseException {
    var keys = new ArrayList<VerificationKey>();
    for (Map<String, Object> member : membersOf(objectOf(jwkSet))) {
      usable(member, allowed).ifPresent(keys::add);
    }
    return keys;
  }

  private static Optional<VerificationKey> usable(
      Map<String, Object> member, Set<PublicKeyAlgorithm> allowed) {
    try {
      return Optional.of(keyOf(JWK.parse(member), allowed));
    } catch (ParseException | JOSEException | RuntimeException notForUs) {
      return Optional.empty();
    }
  }

  /** The key of these 32 bytes. */
  static VerificationKey ofEd25519(byte[] bytes) {
    var jwk = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(bytes)).build();
    try {
      return keyOf(jwk, EnumSet.of(PublicKeyAlgorithm.EDDSA));
    } catch (JOSEException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  /** A key of Gatehouse's own. */
  static VerificationKey ofOwn(PublicHalf key) {
    var jwk =
        new OctetKeyPair.Builder(Curve.Ed25519, new Base64URL(key.x())).keyID(key.keyId()).build();
    try {
      return keyOf(jwk, EnumSet.of(PublicKeyAlgorithm.EDDSA));
    } catch (JOSEException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  private static List<JWK> jwksOf(String json) throws ParseException {
    Map<String, Object> object = objectOf(json.getBytes(StandardCharsets.UTF_8));
    if (!object.containsKey("keys")) {
      return List.of(JWK.parse(object));
    }
    var jwks = new ArrayList<JWK>();
    for (Map<String, Object> member : membersOf(object)) {
      jwks.add(JWK.parse(member));
    }
    return jwks;
  }

  private static Map<String, Object> objectOf(byte[] json) throws ParseException {
    return StrictJson.readObject(json)
        .orElseThrow(() -> new ParseException("not a plain JSON object", 0));
  }

  private static List<Map<String, Object>> membersOf(Map<String, Object> jwkSet)
      throws ParseException {
    if (!(jwkSet.get("keys") instanceof List<?> members)) {
      throw new ParseException("a JWK set has a list of keys", 0);
    }
    var objects = new ArrayList<Map<String, Object>>();
    for (Object member : members) {
      if (member instanceof Map<?, ?> object) {
        var named = new HashMap<String, Object>();
        object.forEach((name, value) -> named.put(String.valueOf(name), value));
        objects.add(named);
      }
    }
    return objects;
  }

  private static List<JWK> pemsOf(String text) throws GeneralSecurityException {
    var jwks = new ArrayList<JWK>();
    Matcher block = PEM.matcher(text);
    while (block.find()) {
      jwks.add(jwkOf(Base64.getMimeDecoder().decode(block.group(1))));
    }
    return jwks;
  }

  private static JWK jwkOf(byte[] subjectPublicKeyInfo) throws GeneralSecurityException {
    return switch (publicKeyOf(subjectPublicKeyInfo)) {
      case RSAPublicKey rsa -> new RSAKey.Builder(rsa).build();
      case ECPublicKey ec ->
          new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build();
      case EdECPublicKey _ -> {
        int end = subjectPublicKeyInfo.length;
        byte[] raw = Arrays.copyOfRange(subjectPublicKeyInfo, end - ED25519_BYTES, end);
        yield new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw)).build();
      }
      default -> throw new IllegalArgumentException("a public key of an unknown kind");
    };
  }

  private static PublicKey publicKeyOf(byte[] encoded) throws GeneralSecurityException {
    return KEY_KINDS.stream()
        .flatMap(kind -> publicKeyOf(encoded, kind).stream())
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("expected one of " + KEY_KINDS));
  }

  private static Optional<PublicKey> publicKeyOf(byte[] encoded, String kind) {
    try {
      return Optional.of(
          KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException anotherKind) {
      return Optional.empty();
    }
  }

  private static VerificationKey keyOf(JWK jwk, Set<PublicKeyAlgorithm> allowed)
      throws JOSEException {
    if (jwk.isPrivate()) {
      throw new IllegalArgumentException("a private key where a public one belongs");
    }
    if (!isForSignatures(jwk)) {
      throw new IllegalArgumentException("a key that is not for signatures");
    }
    Set<PublicKeyAlgorithm> able = EnumSet.copyOf(algorithmsOf(jwk));
    if (jwk.getAlgorithm() != null) {
      Optional<PublicKeyAlgorithm> only = PublicKeyAlgorithm.parse(jwk.getAlgorithm().getName());
      able.removeIf(algorithm -> !only.equals(Optional.of(algorithm)));
    }
    able.retainAll(allowed);
    if (able.isEmpty()) {
      throw new IllegalArgumentException("a key for none of the algorithms allowed here");
    }
    Optional<String> keyId = Optional.ofNullable(jwk.getKeyID());
    String identity = jwk.computeThumbprint() + " " + able + " " + keyId.orElse("");
    return new VerificationKey(identity, keyId, headersOf(able), verifierOf(jwk));
  }

  private static boolean isForSignatures(JWK jwk) {
    Set<KeyOperation> operations = jwk.getKeyOperations();
    return (jwk.getKeyUse() == null || KeyUse.SIGNATURE.equals(jwk.getKeyUse()))
        && (operations == null || operations.contains(KeyOperation.VERIFY));
  }

  /** What a key of this kind can check; a secret key can check nothing here. */
  private static Set<PublicKeyAlgorithm> algorithmsOf(JWK jwk) {
    return switch (jwk) {
      case OctetKeyPair pair when Curve.Ed25519.equals(pair.getCurve()) ->
          EnumSet.of(PublicKeyAlgorithm.EDDSA);
      case ECKey ec when Curve.P_256.equals(ec.getCurve()) -> EnumSet.of(PublicKeyAlgorithm.ES256);
      case ECKey ec when Curve.P_384.equals(ec.getCurve()) -> EnumSet.of(PublicKeyAlgorithm.ES384);
      case ECKey ec when Curve.P_521.equals(ec.getCurve()) -> EnumSet.of(PublicKeyAlgorithm.ES512);
      case RSAKey _ -> EnumSet.range(PublicKeyAlgorithm.RS256, PublicKeyAlgorithm.PS512);
      default -> throw new IllegalArgumentException("a key of a kind that serves nothing here");
    };
  }

  private static Map<String, JWSHeader> headersOf(Set<PublicKeyAlgorithm> algorithms) {
    var headers = new LinkedHashMap<String, JWSHeader>();
    for (PublicKeyAlgorithm algorithm : algorithms) {
      algorithm.tokenNames().forEach(name -> headers.put(name, algorithm.header()));
    }
    return headers;
  }

  private static JWSVerifier verifierOf(JWK jwk) throws JOSEException {
    return switch (jwk) {
      case OctetKeyPair pair -> new Ed25519Verifier(pair.getX().decode());
      case ECKey ec -> new ECDSAVerifier(ec);
      case RSAKey rsa -> new RSASSAVerifier(checked(rsa.toRSAPublicKey()));
      default -> throw new IllegalArgumentException("a key of a kind that serves nothing here");
    };
  }

  private static RSAPublicKey checked(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX) {
      throw new IllegalArgumentException(
          "an RSA key of %d bits (expected: %d..%d)".formatted(bits, RSA_BITS_MIN, RSA_BITS_MAX));
    }
    if (key.getPublicExponent().compareTo(BigInteger.TWO) <= 0) {
      throw new IllegalArgumentException("an RSA key whose exponent signs anything");
    }
    return key;
  }
}
