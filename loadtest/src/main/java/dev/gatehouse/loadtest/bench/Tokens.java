package dev.gatehouse.loadtest.bench;

import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** The keys of this run, and tokens signed with them. */
final class Tokens {
  static final String EDDSA = "bench-eddsa";
  static final String RS256 = "bench-rs256";
  static final String HS256 = "bench-hs256";

  private static final Duration LIFETIME = Duration.ofHours(12);

  private final TestKey eddsa = TestKey.ed25519();
  private final TestKey rsa = TestKey.rsa();
  private final TestKey hmac;
  private final SigningKey sqld;
  private final String secret;
  private final WorkFolder work;

  Tokens(WorkFolder work) throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    this.secret = HexFormat.of().formatHex(random);
    this.work = work;
    this.hmac = TestKey.hmac(secret.getBytes(StandardCharsets.UTF_8));
    work.write("keys/eddsa.pem", eddsa.publicPem());
    work.write("keys/rs256.pem", rsa.publicPem());
    work.write("keys/hs256.secret", secret);
    this.sqld = SigningKey.loadOrCreate(sqldKeyFile());
  }

  /** The key of the tokens that sqld accepts, both halves. */
  Path sqldKeyFile() {
    return work.path("keys/upstream.pem");
  }

  Path rsaPublicFile() {
    return work.path("keys/rs256.pem");
  }

  Path hmacSecretFile() {
    return work.path("keys/hs256.secret");
  }

  /** What tokens are signed with by HS256. */
  String hmacSecret() {
    return secret;
  }

  Path eddsaPublicFile() {
    return work.path("keys/eddsa.pem");
  }

  SigningKey sqldKey() {
    return sqld;
  }

  /** What a client of sqld itself sends. */
  String forSqld(NamespaceId id) {
    return sqld.sign(
        "{\"p\":{\"rw\":{\"ns\":[\"%s\"]}},\"exp\":%d}".formatted(id.value(), expiry()));
  }

  String eddsa(String namespace) {
    return eddsa.sign(claims(EDDSA, namespace));
  }

  String rs256(String namespace) {
    return rsa.sign(claims(RS256, namespace));
  }

  String hs256(String namespace) {
    return hmac.sign(claims(HS256, namespace));
  }

  private static String claims(String issuer, String namespace) {
    return ("{\"iss\":\"%s\",\"sub\":\"3f6c1d0e-8f0b-4a43-9a3e-5b3f7a3f9f11\","
            + "\"namespace\":\"%s\",\"a\":\"rw\",\"iat\":%d,\"exp\":%d}")
        .formatted(issuer, namespace, Instant.now().getEpochSecond(), expiry());
  }

  private static long expiry() {
    return Instant.now().plus(LIFETIME).getEpochSecond();
  }
}
