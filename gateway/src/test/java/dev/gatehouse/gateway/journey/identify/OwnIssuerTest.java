package dev.gatehouse.gateway.journey.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.token.PublicHalf;
import dev.gatehouse.tenancy.token.PublishedKeys;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.tenancy.token.TenantClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Gatehouse's own keys while they change. */
class OwnIssuerTest {
  private final Ring ring = new Ring();
  private final SigningKey first = SigningKey.generate();
  private final SigningKey second = SigningKey.generate();

  /** Keys that a test changes by hand. */
  private static final class Ring implements PublishedKeys {
    private final List<Runnable> listeners = new ArrayList<>();
    private List<PublicHalf> keys = List.of();

    @Override
    public List<PublicHalf> current() {
      return keys;
    }

    @Override
    public void onChange(Runnable listener) {
      listeners.add(listener);
    }

    void hold(SigningKey... now) {
      keys = List.of(now).stream().map(SigningKey::publicHalf).toList();
      listeners.forEach(Runnable::run);
    }
  }

  private Desk desk() {
    var terms =
        new Issuer.Terms(
            "gatehouse", Optional.empty(), TenantClaims.NAMESPACE, TenantClaims.ACCESS);
    return new Desk(new Desk.Clock(), new OwnIssuer(terms, ring));
  }

  private static String token(SigningKey key) {
    var claims =
        new TenantClaims(
            "gatehouse",
            new Namespace("acme"),
            Access.READ_ONLY,
            Instant.ofEpochSecond(Ink.NOW),
            Duration.ofHours(1));
    return key.sign(claims.toJson());
  }

  @Test
  void aNewKeyCountsAtOnceBesideTheOld() {
    ring.hold(first);
    Desk desk = desk();
    desk.accepted(token(first));
    assertInstanceOf(TokenInvalid.class, desk.refused(token(second)));
    ring.hold(second, first);
    desk.accepted(token(second));
    desk.accepted(token(first));
  }

  @Test
  void aKeyThatIsGivenUpTakesItsVerifiedTokensWithIt() {
    ring.hold(second, first);
    Desk desk = desk();
    String token = token(first);
    desk.accepted(token);
    ring.hold(second);
    assertInstanceOf(TokenInvalid.class, desk.refused(token));
  }

  @Test
  void theTokenMustNameItsKey() {
    ring.hold(first);
    String[] parts = token(first).split("\\.", -1);
    String unnamed = TestHeaders.withoutKeyId(parts[1]);
    assertInstanceOf(TokenInvalid.class, desk().refused(unnamed));
  }

  @Test
  void itsTokensAreNoLogins() {
    ring.hold(first);
    assertEquals(Optional.empty(), desk().accepted(token(first)).visitor());
  }

  /** Tokens with other headers. */
  private static final class TestHeaders {
    static String withoutKeyId(String payload) {
      String header =
          java.util.Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(
                  "{\"alg\":\"EdDSA\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return header + "." + payload + "." + "A".repeat(86);
    }
  }
}
