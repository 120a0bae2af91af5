package dev.gatehouse.gateway.journey.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Settling;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.IssuerDown;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched.Failed;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched.Published;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JwksCacheTest {
  private static final Refusal UNKNOWN = new TokenInvalid("no key of this issuer fits");
  private static final Refusal DOWN = new IssuerDown(Duration.ofSeconds(5));

  private final Desk.Clock clock = new Desk.Clock();
  private final Server server = new Server();
  private final List<Task> tasks = new ArrayList<>();
  private final JwksCache cache =
      new JwksCache(
          "test", server, JwksBounds.DEFAULTS, clock, (in, task) -> tasks.add(new Task(in, task)));

  private record Task(Duration delay, Runnable work) {}

  /** Answers fetches when the test says so. */
  private static final class Server implements JwksSource {
    private final Deque<Consumer<Fetched>> waiting = new ArrayDeque<>();
    private int fetches;

    @Override
    public void fetch(Consumer<Fetched> taker) {
      fetches++;
      waiting.add(taker);
    }

    void publish(JWK... keys) {
      try {
        waiting
            .remove()
            .accept(
                new Published(
                    PublicKeys.readUsable(Ink.utf8(Ink.jwkSet(keys)), PublicKeyAlgorithm.all())));
      } catch (ParseException e) {
        throw new AssertionError(e);
      }
    }

    void fail() {
      waiting.remove().accept(new Failed("test"));
    }

    @Override
    public void close() {}
  }

  private List<Settling<List<VerificationKey>>> ask(String kid) {
    return ask(kid, 1);
  }

  private List<Settling<List<VerificationKey>>> ask(String kid, long network) {
    var answers = new ArrayList<Settling<List<VerificationKey>>>();
    Outcome<List<VerificationKey>> outcome =
        cache.fitting(
            new TokenHeader("RS256", Optional.of(kid)), new Asker(Runnable::run, network));
    outcome.finish(answers::add);
    return answers;
  }

  private static VerificationKey key(List<Settling<List<VerificationKey>>> answers) {
    assertEquals(1, answers.size(), "settled once");
    return assertInstanceOf(Ready.class, answers.getFirst()).product() instanceof List<?> keys
            && keys.getFirst() instanceof VerificationKey key
        ? key
        : failed();
  }

  private static VerificationKey failed() {
    throw new AssertionError("no key");
  }

  private static Refusal refusal(List<Settling<List<VerificationKey>>> answers) {
    assertEquals(1, answers.size(), "settled once");
    return assertInstanceOf(Stopped.class, answers.getFirst()).refusal();
  }

  private void runNextTask() {
    Task task = tasks.removeLast();
    clock.advance(task.delay());
    task.work().run();
  }

  @Test
  void everybodyWaitsForOneFetch() {
    var first = ask("a");
    var second = ask("a");
    assertTrue(first.isEmpty() && second.isEmpty());
    server.publish(Ink.rsaJwk("a"));
    assertSame(key(first), key(second));
    assertEquals(1, server.fetches);
  }

  @Test
  void aKnownKeyNeverWaits() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    for (int i = 0; i < 50; i++) {
      key(ask("a"));
      clock.advance(Duration.ofSeconds(60));
    }
    assertEquals(1, server.fetches, "only the clock asks again");
  }

  @Test
  void theClockFetchesAgain() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    VerificationKey before = key(ask("a"));
    assertEquals(Duration.ofMinutes(5), tasks.getLast().delay());
    runNextTask();
    assertEquals(2, server.fetches);
    assertSame(before, key(ask("a")), "nobody waits for it");
    server.publish(Ink.rsaJwk("a"), Ink.rsaJwk("b", Ink.rsa(2048)));
    assertSame(before, key(ask("a")), "an unchanged key stays the same object");
    key(ask("b"));
  }

  @Test
  void aKeyTakenAwayDiesWithTheNextFetch() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    VerificationKey taken = key(ask("a"));
    runNextTask();
    server.publish(Ink.rsaJwk("b"));
    assertEquals(false, taken.isTrusted(clock.instant().getEpochSecond()));
    assertEquals(UNKNOWN, refusalAfterFetch("a", Ink.rsaJwk("b")));
  }

  private Refusal refusalAfterFetch(String kid, JWK... published) {
    var answers = ask(kid);
    server.publish(published);
    return refusal(answers);
  }

  @Test
  void aKeyUnderAnotherNameOrAlgorithmIsAnotherKey() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    VerificationKey before = key(ask("a"));
    runNextTask();
    server.publish(Ink.rsaJwk("a", Ink.rsa(2048)));
    assertEquals(false, before.isTrusted(clock.instant().getEpochSecond()));
    assertEquals(true, key(ask("a")) != before);
  }

  @Test
  void aNewKeyIsFoundAtOnce() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    var waiting = ask("b");
    assertTrue(waiting.isEmpty());
    server.publish(Ink.rsaJwk("a"), Ink.rsaJwk("b"));
    key(waiting);
    assertEquals(2, server.fetches);
  }

  @Test
  void aFloodOfUnknownKeysIsOneFetch() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    var first = ask("x0");
    server.publish(Ink.rsaJwk("a"));
    assertEquals(UNKNOWN, refusal(first));
    for (int i = 1; i < 1000; i++) {
      assertEquals(UNKNOWN, refusal(ask("x" + i)));
      key(ask("a"));
    }
    assertEquals(2, server.fetches);
  }

  @Test
  void afterAFloodANewKeyIsFoundWithinTheInterval() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    refusalAfterFetch("x", Ink.rsaJwk("a"));
    assertEquals(UNKNOWN, refusal(ask("b")));
    clock.advance(Duration.ofSeconds(10));
    var waiting = ask("b");
    server.publish(Ink.rsaJwk("b"));
    key(waiting);
  }

  @Test
  void thoseWhoWaitAreCounted() {
    var waiting = new ArrayList<List<Settling<List<VerificationKey>>>>();
    for (int i = 0; i < 1024; i++) {
      waiting.add(ask("a", i / 256));
    }
    assertEquals(DOWN, refusal(ask("a", 5)));
    server.publish(Ink.rsaJwk("a"));
    waiting.forEach(JwksCacheTest::key);
  }

  @Test
  void oneAddressDoesNotTakeAllPlacesToWait() {
    for (int i = 0; i < 256; i++) {
      assertTrue(ask("x", 1).isEmpty());
    }
    assertEquals(DOWN, refusal(ask("x", 1)));
    var neighbour = ask("a", 2);
    server.publish(Ink.rsaJwk("a"));
    key(neighbour);
  }

  @Test
  void garbageOfOneAddressKeepsNobodyElseFromANewKey() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    ask("garbage", 1);
    server.publish(Ink.rsaJwk("a"));
    assertEquals(UNKNOWN, refusal(ask("garbage", 1)));
    assertEquals(new IssuerDown(Duration.ofSeconds(2)), refusal(ask("b", 2)), "for a moment");
    clock.advance(Duration.ofSeconds(2));
    assertEquals(UNKNOWN, refusal(ask("garbage", 1)), "its turn is over");
    var neighbour = ask("b", 2);
    server.publish(Ink.rsaJwk("a"), Ink.rsaJwk("b"));
    key(neighbour);
    assertEquals(3, server.fetches);
  }

  @Test
  void addressesTogetherCauseAFetchInAFifthOfThePeriod() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    for (int address = 0; address < 5_000; address++) {
      if (ask("x", address).isEmpty()) {
        server.publish(Ink.rsaJwk("a"));
      }
      clock.advance(Duration.ofMillis(2));
    }
    assertEquals(1 + 5, server.fetches, "in ten seconds");
  }

  @Test
  void keysSurviveAnOutageForAWhile() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    VerificationKey key = key(ask("a"));
    runNextTask();
    server.fail();
    int retries = 0;
    while (key.isTrusted(clock.instant().getEpochSecond())) {
      assertSame(key, key(ask("a")));
      assertEquals(Duration.ofSeconds(5), tasks.getLast().delay());
      runNextTask();
      server.fail();
      retries++;
    }
    assertEquals((60 - 5) * 60 / 5, retries, "an hour after the last good fetch");
    assertEquals(DOWN, refusal(ask("a")));
  }

  @Test
  void keysComeBackAfterAnOutage() {
    cache.warmUp();
    server.fail();
    assertEquals(DOWN, refusal(ask("a")), "nobody asks again at once");
    clock.advance(Duration.ofSeconds(5));
    var waiting = ask("a");
    server.publish(Ink.rsaJwk("a"));
    key(waiting);
    assertEquals(2, server.fetches);
  }

  @Test
  void anUnknownKeyInAnOutageIsNotTheClientsFault() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    var waiting = ask("b");
    server.fail();
    assertEquals(DOWN, refusal(waiting));
    key(ask("a"));
  }

  @Test
  void anEmptySetTakesEveryKeyAway() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    VerificationKey key = key(ask("a"));
    runNextTask();
    server.publish();
    assertEquals(false, key.isTrusted(clock.instant().getEpochSecond()));
  }

  @Test
  void keysOfOneNameAreAllTried() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"), Ink.rsaJwk("a", Ink.rsa(2048)), Ink.ecJwk("a"));
    assertEquals(
        2, assertInstanceOf(List.class, ((Ready<?>) ask("a").getFirst()).product()).size());
  }

  @Test
  void aTokenThatTooManyKeysFitIsRefused() {
    cache.warmUp();
    JWK[] many = new JWK[5];
    for (int i = 0; i < many.length; i++) {
      many[i] = Ink.rsaJwk("k" + i);
    }
    server.publish(many);
    var answers = new ArrayList<Settling<List<VerificationKey>>>();
    cache
        .fitting(new TokenHeader("RS256", Optional.empty()), new Asker(Runnable::run, 1))
        .finish(answers::add);
    server.publish(many);
    assertEquals(UNKNOWN, refusal(answers));
  }

  @Test
  void aClosedCacheAsksNobody() {
    cache.warmUp();
    server.publish(Ink.rsaJwk("a"));
    cache.close();
    runNextTask();
    assertEquals(DOWN, refusal(ask("b")));
    assertEquals(1, server.fetches);
  }
}
