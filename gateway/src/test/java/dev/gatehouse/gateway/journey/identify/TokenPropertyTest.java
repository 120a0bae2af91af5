package dev.gatehouse.gateway.journey.identify;

import static dev.gatehouse.gateway.journey.identify.Ink.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.journey.identify.Issuer.Terms;
import dev.gatehouse.testkit.Fuzz;
import dev.gatehouse.testkit.Inputs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenPropertyTest {
  private static final long SEED = Long.getLong("gatehouse.seed", 1);

  private final Random random = new Random(SEED);
  private final Desk desk =
      new Desk(
          new Desk.Clock(),
          new StaticKeyIssuer(terms("ed"), Ink.raw(Ink.ED25519)),
          StaticKeyIssuer.of(
              terms("published"),
              Ink.jwkSet(Ink.rsaJwk("r1"), Ink.ecJwk("e1")),
              Set.of(PublicKeyAlgorithm.RS256, PublicKeyAlgorithm.ES256)),
          new SharedSecretIssuer(terms("secret"), Ink.SECRET));

  private static Terms terms(String issuer) {
    return new Terms(issuer, Optional.empty(), "namespace", "a");
  }

  private static List<String> goodTokens() {
    return List.of(
        good("EdDSA", "ed", Ink.ed25519()),
        good("RS256", "published", Ink.rs256()),
        good("ES256", "published", Ink.es256()),
        good("HS256", "secret", Ink.hs256(Ink.SECRET)));
  }

  private static String good(String algorithm, String issuer, Ink.Pen pen) {
    return Ink.token(
        "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm),
        "{\"iss\":\"%s\",\"namespace\":\"acme\",\"a\":\"ro\",\"exp\":%d,\"jti\":\"1\"}"
            .formatted(issuer, NOW + 60),
        pen);
  }

  @Test
  void noSingleChangedByteIsAccepted() {
    for (String token : goodTokens()) {
      desk.accepted(token);
      for (int at = 0; at < token.length(); at++) {
        char before = token.charAt(at);
        char after = (char) (before ^ (1 + random.nextInt(255)));
        assertRefused(token.substring(0, at) + after + token.substring(at + 1));
        assertRefused(token.substring(0, at) + token.substring(at + 1));
        assertRefused(token.substring(0, at) + letter() + token.substring(at));
      }
    }
  }

  private void assertRefused(String token) {
    // A changed digit of its expiry may end a token before anybody looks at its signature.
    Refusal refusal = desk.refused(token);
    assertTrue(
        refusal instanceof TokenInvalid || refusal instanceof TokenExpired,
        () -> refusal + " for " + token + ", seed " + SEED);
  }

  private char letter() {
    return Ink.base64(new byte[] {(byte) random.nextInt(256)}).charAt(0);
  }

  @Test
  @Fuzz
  void nothingThatComesMakesTheVerifierThrow() {
    List<String> good = goodTokens();
    for (int i = 0; i < Inputs.count(); i++) {
      String token = i % 2 == 0 ? garbage() : mutated(good.get(random.nextInt(good.size())));
      switch (desk.ask(token)) {
        case Ready<Caller>(var caller) -> assertEquals("acme", caller.namespace().name());
        case Stopped<Caller> _ -> {}
        default -> throw new AssertionError("waits: " + token + ", seed " + SEED);
      }
    }
  }

  /** Bytes of any kind, often with the outer form of a token. */
  private String garbage() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return switch (random.nextInt(4)) {
      case 0 -> new String(bytes, StandardCharsets.ISO_8859_1);
      case 1 -> new String(bytes, StandardCharsets.UTF_16);
      case 2 -> Ink.token(bytes, Ink.utf8("{\"iss\":\"ed\"}"), Ink.nothing()) + "AAAA";
      default -> Ink.token(Ink.utf8("{\"alg\":\"EdDSA\"}"), bytes, _ -> new byte[64]);
    };
  }

  /** A good token whose decoded header or payload had a few bytes changed, signed or not. */
  private String mutated(String token) {
    String[] parts = token.split("\\.", -1);
    byte[] part = java.util.Base64.getUrlDecoder().decode(parts[1]);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      part[random.nextInt(part.length)] = (byte) random.nextInt(256);
    }
    parts[1] = Ink.base64(part);
    return String.join(".", parts);
  }
}
