package dev.gatehouse.gateway.journey.identify;

import static dev.gatehouse.gateway.journey.identify.Ink.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Settling;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.exchange.Refusal.IssuerDown;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.journey.identify.Issuer.Terms;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched.Failed;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched.Published;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FetchedKeysTest {
  private static final String GOOD =
      Ink.token(
          "{\"alg\":\"ES256\",\"kid\":\"e1\"}",
          "{\"iss\":\"gate\",\"namespace\":\"acme\",\"exp\":%d}".formatted(NOW + 7200),
          Ink.es256());
  private static final String UNKNOWN_KEY =
      Ink.token(
          "{\"alg\":\"ES256\",\"kid\":\"e2\"}",
          "{\"iss\":\"gate\",\"namespace\":\"acme\",\"exp\":%d}".formatted(NOW + 7200),
          Ink.es256());

  private final Desk.Clock clock = new Desk.Clock();
  private final Deque<Consumer<Fetched>> fetches = new ArrayDeque<>();
  private final Deque<Runnable> refreshes = new ArrayDeque<>();
  private final JwksIssuer issuer =
      new JwksIssuer(
          new Terms("gate", Optional.empty(), "namespace", "a"),
          PublicKeyAlgorithm.all(),
          new JwksCache(
              "gate",
              new JwksSource() {
                @Override
                public void fetch(Consumer<Fetched> taker) {
                  fetches.add(taker);
                }

                @Override
                public void close() {}
              },
              JwksBounds.DEFAULTS,
              clock,
              (_, task) -> refreshes.add(task)));
  private final Desk desk = new Desk(clock, new TokenBounds(4096, 10, 3, 100), issuer);

  private void publish(JWK... keys) throws ParseException {
    fetches
        .remove()
        .accept(
            new Published(
                PublicKeys.readUsable(Ink.utf8(Ink.jwkSet(keys)), PublicKeyAlgorithm.all())));
    desk.runLoop();
  }

  private static Refusal refusal(List<Settling<Caller>> settled) {
    return assertInstanceOf(Stopped.class, settled.getFirst()).refusal();
  }

  @Test
  void aCallerComesWithTheKeys() throws ParseException {
    var settled = desk.settled(desk.identify(GOOD));
    assertTrue(settled.isEmpty());
    publish(Ink.ecJwk("e1"));
    assertInstanceOf(Ready.class, settled.getFirst());
    desk.accepted(GOOD);
  }

  @Test
  void aClientThatLeavesIsNotWaitedFor() throws ParseException {
    var settled = desk.settled(desk.identify(GOOD));
    desk.leave();
    assertEquals(new ClientGone(), refusal(settled));
    publish(Ink.ecJwk("e1"));
    assertEquals(1, settled.size());
    desk.accepted(GOOD);
  }

  @Test
  void anOutageIsTheIssuersFaultAndCostsTheClientNothing() throws ParseException {
    for (int i = 0; i < 5; i++) {
      var settled = desk.settled(desk.identify(GOOD));
      fetches.remove().accept(new Failed("test"));
      desk.runLoop();
      assertEquals(new IssuerDown(Duration.ofSeconds(5)), refusal(settled));
      clock.advance(Duration.ofSeconds(5));
    }
    desk.settled(desk.identify(GOOD));
    publish(Ink.ecJwk("e1"));
    desk.accepted(GOOD);
  }

  @Test
  void unknownKeysCostTheirSender() throws ParseException {
    desk.settled(desk.identify(GOOD));
    publish(Ink.ecJwk("e1"));
    var settled = desk.settled(desk.identify(UNKNOWN_KEY));
    publish(Ink.ecJwk("e1"));
    assertEquals(TokenInvalid.class, refusal(settled).getClass());
    desk.refused(UNKNOWN_KEY);
    desk.refused(UNKNOWN_KEY);
    assertEquals(OverLimit.class, desk.refused(UNKNOWN_KEY).getClass());
    assertTrue(fetches.isEmpty());
    desk.accepted(GOOD);
  }

  @Test
  void aRememberedTokenDiesWithItsKey() throws ParseException {
    desk.settled(desk.identify(GOOD));
    publish(Ink.ecJwk("e1"));
    desk.accepted(GOOD);
    refreshes.remove().run();
    publish(Ink.rsaJwk("r1"));
    var settled = desk.settled(desk.identify(GOOD));
    publish(Ink.rsaJwk("r1"));
    assertEquals(new TokenInvalid("no key of this issuer fits"), refusal(settled));
  }

  @Test
  void aRememberedTokenOutlivesARefresh() throws ParseException {
    desk.settled(desk.identify(GOOD));
    publish(Ink.ecJwk("e1"));
    Caller before = desk.accepted(GOOD);
    refreshes.remove().run();
    publish(Ink.ecJwk("e1"), Ink.rsaJwk("r1"));
    assertSame(before, desk.accepted(GOOD), "nothing was verified again");
  }

  @Test
  void aRememberedTokenDiesWhenAnOutageLastsTooLong() throws ParseException {
    desk.settled(desk.identify(GOOD));
    publish(Ink.ecJwk("e1"));
    desk.accepted(GOOD);
    refreshes.remove().run();
    fetches.remove().accept(new Failed("test"));
    clock.advance(Duration.ofMinutes(60).minusSeconds(1));
    desk.accepted(GOOD);
    clock.advance(Duration.ofSeconds(1));
    var settled = desk.settled(desk.identify(GOOD));
    fetches.remove().accept(new Failed("test"));
    desk.runLoop();
    assertEquals(new IssuerDown(Duration.ofSeconds(5)), refusal(settled));
  }

  @Test
  void secretsAreNotAmongPublishedKeys() throws ParseException {
    String confused =
        Ink.token(
            "{\"alg\":\"HS256\",\"kid\":\"e1\"}",
            "{\"iss\":\"gate\",\"namespace\":\"acme\",\"exp\":%d}".formatted(NOW + 60),
            Ink.hs256(Ink.utf8(Ink.ecJwk("e1").toJSONString())));
    assertEquals(new TokenInvalid("the algorithm is not this issuer's"), desk.refused(confused));
    assertTrue(fetches.isEmpty());
  }
}
