package dev.gatehouse.gateway.journey.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublicKeysTest {
  private static final Set<PublicKeyAlgorithm> ALL = PublicKeyAlgorithm.all();

  private static Set<String> algorithms(String text) {
    var names = new TreeSet<String>();
    PublicKeys.read(text, ALL).forEach(key -> names.addAll(key.algorithms()));
    return names;
  }

  @Test
  void aPemKeyServesWhatItsKindCan() {
    assertEquals(Set.of("EdDSA", "Ed25519"), algorithms(Ink.pem(Ink.ED25519)));
    assertEquals(Set.of("ES256"), algorithms(Ink.pem(Ink.P256)));
    assertEquals(
        Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), algorithms(Ink.pem(Ink.RSA)));
  }

  @Test
  void widerCurvesServeTheirOwnAlgorithm() {
    assertEquals(
        Set.of("ES384"), algorithms(Ink.pem(Ink.pair("EC", new ECGenParameterSpec("secp384r1")))));
    assertEquals(
        Set.of("ES512"), algorithms(Ink.pem(Ink.pair("EC", new ECGenParameterSpec("secp521r1")))));
  }

  @Test
  void severalPemBlocksAreSeveralKeys() {
    assertEquals(
        2, PublicKeys.read(Ink.pem(Ink.ED25519) + "\n" + Ink.pem(Ink.OTHER_ED25519), ALL).size());
  }

  @Test
  void aJwkThatNamesItsAlgorithmServesNoOther() {
    String jwk =
        new RSAKey.Builder((RSAPublicKey) Ink.RSA.getPublic())
            .algorithm(com.nimbusds.jose.JWSAlgorithm.PS256)
            .build()
            .toJSONString();
    assertEquals(Set.of("PS256"), algorithms(jwk));
    assertThrows(
        IllegalArgumentException.class,
        () -> PublicKeys.read(jwk, Set.of(PublicKeyAlgorithm.RS256)));
  }

  @ParameterizedTest
  @MethodSource("useless")
  void aKeyThatProvesNothingIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> PublicKeys.read(text, ALL));
  }

  @ParameterizedTest
  @MethodSource("useless")
  void inAPublishedSetItIsPassedOver(String text) throws Exception {
    String set =
        "{\"keys\":[%s,%s]}"
            .formatted(text.startsWith("{") ? text : "7", Ink.rsaJwk("r1").toJSONString());
    List<VerificationKey> keys = PublicKeys.readUsable(Ink.utf8(set), ALL);
    assertEquals(1, keys.size());
    assertTrue(keys.getFirst().fits(new TokenHeader("RS256", Optional.of("r1"))));
  }

  static List<String> useless() {
    KeyPair short1024 = Ink.rsa(1024);
    KeyPair p256 = Ink.P256;
    String privatePem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(Ink.ED25519.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    String exponentOne =
        "{\"kty\":\"RSA\",\"e\":\"AQ\",\"n\":\"%s\"}"
            .formatted(Ink.base64(((RSAPublicKey) Ink.RSA.getPublic()).getModulus().toByteArray()));
    return List.of(
        "",
        "hello",
        privatePem,
        Ink.pem(short1024),
        Ink.rsaJwk("weak", short1024).toJSONString(),
        exponentOne,
        new OctetSequenceKey.Builder(Ink.SECRET).keyID("s").build().toJSONString(),
        new RSAKey.Builder((RSAPublicKey) Ink.RSA.getPublic())
            .privateKey(Ink.RSA.getPrivate())
            .build()
            .toJSONString(),
        new RSAKey.Builder((RSAPublicKey) Ink.RSA.getPublic())
            .keyUse(KeyUse.ENCRYPTION)
            .build()
            .toJSONString(),
        new ECKey.Builder(Curve.P_256, (ECPublicKey) p256.getPublic())
            .algorithm(com.nimbusds.jose.JWEAlgorithm.ECDH_ES)
            .build()
            .toJSONString(),
        "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"" + Ink.base64(new byte[32]) + "\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + Ink.base64(new byte[32]) + "\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}",
        "{\"kty\":\"new\"}",
        "{\"kid\":\"nothing\"}");
  }

  @Test
  void aSecretIsLongEnough() {
    var terms = new Issuer.Terms("gate", Optional.empty(), "namespace", "a");
    assertThrows(IllegalArgumentException.class, () -> new SharedSecretIssuer(terms, new byte[31]));
    assertEquals(Set.of("HS256"), new SharedSecretIssuer(terms, Ink.SECRET).algorithms());
  }

  @Test
  void twoIssuersOfOneNameAndAlgorithmAreOneTooMany() {
    var terms = new Issuer.Terms("gate", Optional.empty(), "namespace", "a");
    var issuer = new SharedSecretIssuer(terms, Ink.SECRET);
    assertThrows(
        IllegalArgumentException.class,
        () -> new JwtVerifier(List.of(issuer, issuer), Desk.SKEW, new Desk.Clock()));
  }
}
