package dev.gatehouse.gateway.journey.identify;

import static dev.gatehouse.gateway.journey.identify.Ink.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.Refusal.TokenRevoked;
import dev.gatehouse.gateway.journey.identify.Issuer.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  private static final Issuer ISSUER =
      new StaticKeyIssuer(
          new Terms("gate", Optional.empty(), "namespace", "a"), Ink.raw(Ink.ED25519));
  private static final String GOOD = token(NOW + 60, "t1");
  private static final String BAD =
      Ink.token("{\"alg\":\"EdDSA\"}", payload(NOW + 60, "t1"), Ink.otherEd25519());

  private final Desk.Clock clock = new Desk.Clock();

  private static String payload(long exp, String id) {
    return "{\"iss\":\"gate\",\"namespace\":\"acme\",\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}"
        .formatted(NOW, exp, id);
  }

  private static String token(long exp, String id) {
    return Ink.token("{\"alg\":\"EdDSA\"}", payload(exp, id), Ink.ed25519());
  }

  @Test
  void theSignatureIsPaidOnce() {
    var desk = new Desk(clock, ISSUER);
    assertSame(desk.accepted(GOOD), desk.accepted(GOOD));
  }

  @Test
  void aRememberedTokenExpiresOnTime() {
    var desk = new Desk(clock, ISSUER);
    desk.accepted(GOOD);
    clock.advance(Duration.ofSeconds(64));
    desk.accepted(GOOD);
    clock.advance(Duration.ofSeconds(1));
    assertEquals(new TokenExpired(), desk.refused(GOOD));
    assertEquals(new TokenExpired(), desk.refused(GOOD));
  }

  @Test
  void revocationIsLookedAtEveryTime() {
    var desk = new Desk(clock, ISSUER);
    desk.accepted(GOOD);
    desk.accepted(GOOD);
    desk.revoked.tokenIds.add("t1");
    assertEquals(new TokenRevoked(), desk.refused(GOOD));
    desk.revoked.tokenIds.clear();
    desk.accepted(GOOD);
    String asked = "t1 acme " + NOW;
    assertEquals(List.of(asked, asked, asked, asked), desk.revoked.questions);
  }

  @Test
  void aTokenThatWasRevokedBeforeItCameIsRefused() {
    var desk = new Desk(clock, ISSUER);
    desk.revoked.tokenIds.add("t1");
    assertEquals(new TokenRevoked(), desk.refused(GOOD));
  }

  @Test
  void twoSpellingsOfOneDigestAreNotOneToken() {
    var desk = new Desk(clock, ISSUER);
    desk.accepted(GOOD);
    String lookAlike = GOOD.replaceFirst("e", "\u0435");
    assertNotEquals(GOOD, lookAlike);
    assertEquals(new TokenInvalid("not plain Base64URL"), desk.refused(lookAlike));
  }

  @Test
  void whoSendsBadTokensIsSoonNotLookedAt() {
    var desk = new Desk(clock, new TokenBounds(4096, 10, 3, 100), ISSUER);
    for (int i = 0; i < 3; i++) {
      assertEquals(new TokenInvalid("the signature does not fit"), desk.refused(BAD));
    }
    assertEquals(
        new OverLimit("failed authentications", Duration.ofSeconds(20)), desk.refused(BAD));
    assertEquals(OverLimit.class, desk.refused(GOOD).getClass(), "nothing new is looked at");
    clock.advance(Duration.ofSeconds(20));
    desk.accepted(GOOD);
  }

  @Test
  void anExpiredTokenCountsAsATenthOfABadOne() {
    var desk = new Desk(clock, new TokenBounds(4096, 10, 2, 100), ISSUER);
    for (int i = 0; i < 11; i++) {
      assertEquals(new TokenExpired(), desk.refused(token(NOW - 60, "t2")));
    }
    assertEquals(OverLimit.class, desk.refused(GOOD).getClass());
  }

  @Test
  void aTokenTooLongToBeLookedAtCountsAsABadOne() {
    var desk = new Desk(clock, new TokenBounds(4096, 10, 1, 100), ISSUER);
    String longOne = "x".repeat(4097);
    assertEquals(TokenInvalid.class, desk.refused(longOne).getClass());
    assertEquals(OverLimit.class, desk.refused(longOne).getClass());
    assertEquals(OverLimit.class, desk.refused(GOOD).getClass());
  }

  @Test
  void theNumberOfBadTokensCanChangeAndWhatIsUsedUpStaysSo() {
    var desk = new Desk(clock, new TokenBounds(4096, 10, 1, 100), ISSUER);
    desk.refused(BAD);
    assertEquals(OverLimit.class, desk.refused(BAD).getClass());

    desk.allowFailures(60);

    assertEquals(new OverLimit("failed authentications", Duration.ofSeconds(1)), desk.refused(BAD));
    assertEquals(TokenInvalid.class, desk.refused(BAD, "192.0.2.9").getClass());
    assertEquals(TokenInvalid.class, desk.refused(BAD, "192.0.2.9").getClass());
  }

  @Test
  void whoSendsTooManyBadTokensWaitsForTheAnswer() {
    var desk = new Desk(clock, new TokenBounds(4096, 10, 1, 100), ISSUER);
    desk.accepted(GOOD);
    assertEquals(1, desk.settled(desk.identify(BAD)).size(), "at once while it may");

    var late = desk.settled(desk.identify(BAD));

    assertTrue(late.isEmpty());
    assertEquals(1, desk.settled(desk.identify(GOOD)).size(), "a known token does not wait");
  }

  @Test
  void whoWaitsForARefusalCanGoAway() {
    var desk = new Desk(clock, new TokenBounds(4096, 10, 1, 100), ISSUER);
    desk.refused(BAD);
    var late = desk.settled(desk.identify(BAD));

    desk.leave();

    assertEquals(new ClientGone(), ((Stopped<Caller>) late.getFirst()).refusal());
  }

  @Test
  void neighboursOfABadAddressAreServed() {
    var desk = new Desk(clock, new TokenBounds(4096, 10, 3, 100), ISSUER);
    desk.accepted(GOOD);
    for (int i = 0; i < 4; i++) {
      desk.refused(BAD, "2001:db8:0:1::" + i);
    }
    assertEquals(OverLimit.class, desk.refused(BAD, "2001:db8:0:1:ffff::1").getClass());
    assertEquals(TokenInvalid.class, desk.refused(BAD, "2001:db8:0:2::1").getClass());
    assertEquals(TokenInvalid.class, desk.refused(BAD, "192.0.2.7").getClass());
    desk.accepted(GOOD);
  }

  @Test
  void aFewAgedTokensKeepNobodyOut() {
    var desk = new Desk(clock, new TokenBounds(4096, 10, 2, 100), ISSUER);
    for (int i = 0; i < 5; i++) {
      assertEquals(new TokenExpired(), desk.refused(token(NOW - 60, "t2")));
    }
    desk.accepted(GOOD);
  }
}
