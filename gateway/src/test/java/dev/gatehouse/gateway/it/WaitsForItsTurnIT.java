package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An upstream that answers a request when the test says so, and tenants that may have one each. */
class WaitsForItsTurnIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String BODY = "{\"requests\":[{\"type\":\"close\"}]}";

  private final Semaphore answers = new Semaphore(0);
  private final AtomicInteger forgotten = new AtomicInteger();
  private final ScriptedUpstream upstream =
      ScriptedUpstream.start(
          connection -> {
            while (connection.readRequest().isPresent()) {
              answers.acquire();
              boolean forgets = forgotten.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
              connection.write(
                  forgets
                      ? Script.json(404, "{\"error\":\"none\"}")
                      : Script.json(200, FaultStand.ANSWER));
            }
          });

  private GatewayStand stand(int waitingMax, Duration waitMax) throws IOException {
    return new GatewayStand(
        upstream.uri(),
        SigningKey.generate(),
        SessionSettings.DEFAULT,
        new GatewayStand.Bounds(
            new Limits(100_000, 1_000_000, 1),
            64,
            new DecodeBounds(8 << 10, 16 << 10, 4 << 20, PATIENCE, PATIENCE, PATIENCE),
            new PoolBounds(64, 256, PATIENCE, PATIENCE),
            new RelayBounds(PATIENCE, PATIENCE),
            GatewayStand.Bounds.NO_BREAKER,
            new TurnBounds(1, 2, waitingMax, 100, waitMax)));
  }

  private static RawHttp ask(GatewayStand gateway, String tenant) throws IOException {
    return RawHttp.connect(gateway.url())
        .send(
            "POST /v2/pipeline HTTP/1.1\r\nhost: a\r\nauthorization: Bearer %s\r\ncontent-length: %d\r\n\r\n%s"
                .formatted(gateway.token(tenant, Access.READ_WRITE), BODY.length(), BODY));
  }

  private static void awaitWaiting(GatewayStand gateway, int expected) {
    FaultStand.await(expected + " that wait", () -> gateway.waiting() == expected);
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  @Test
  void theNextGoesWhenTheOneBeforeItIsAnswered() throws Exception {
    try (GatewayStand gateway = stand(1, PATIENCE)) {
      gateway.tenant("a", Lifecycle.ACTIVE);
      gateway.tenant("b", Lifecycle.ACTIVE);
      try (RawHttp first = ask(gateway, "a");
          RawHttp second = waits(gateway)) {
        RawMessage excess = ask(gateway, "a").read();
        assertEquals(429, excess.status());
        assertEquals("1", excess.first("retry-after"));
        try (RawHttp other = ask(gateway, "b")) {
          upstream.awaitRequest();
          upstream.awaitRequest();
          assertEquals(2, upstream.requests().size());
          answers.release(2);
          assertEquals(200, first.read().status());
          assertEquals(200, other.read().status());
          upstream.awaitRequest();
          answers.release();
          assertEquals(200, second.read().status());
        }
      }
    }
  }

  /** A second request, once the first is under way and this one waits for it. */
  private RawHttp waits(GatewayStand gateway) throws Exception {
    FaultStand.await("the first is there", () -> upstream.requests().size() == 1);
    RawHttp second = ask(gateway, "a");
    awaitWaiting(gateway, 1);
    return second;
  }

  @Test
  void whoIsSentAgainWhenItsTurnIsOverWaitsForAnother() throws Exception {
    forgotten.set(1);
    try (GatewayStand gateway = stand(1, PATIENCE)) {
      gateway.tenant("a", Lifecycle.ACTIVE);
      try (RawHttp first = ask(gateway, "a");
          RawHttp second = waits(gateway)) {
        answers.release();
        FaultStand.await("the second is there", () -> upstream.requests().size() == 2);
        awaitWaiting(gateway, 1);
        assertEquals(2, upstream.requests().size());
        answers.release(2);
        assertEquals(200, second.read().status());
        assertEquals(200, first.read().status());
        assertEquals(3, upstream.requests().size());
      }
    }
  }

  @Test
  void whoGoesAwayLeavesTheQueue() throws Exception {
    try (GatewayStand gateway = stand(1, PATIENCE)) {
      gateway.tenant("a", Lifecycle.ACTIVE);
      try (RawHttp first = ask(gateway, "a")) {
        waits(gateway).close();
        awaitWaiting(gateway, 0);
        answers.release(2);
        assertEquals(200, first.read().status());
        try (RawHttp third = ask(gateway, "a")) {
          assertEquals(200, third.read().status());
        }
        assertEquals(2, upstream.requests().size());
      }
    }
  }

  @Test
  void nobodyWaitsForEver() throws Exception {
    try (GatewayStand gateway = stand(2, Duration.ofMillis(200))) {
      gateway.tenant("a", Lifecycle.ACTIVE);
      try (RawHttp first = ask(gateway, "a")) {
        try (RawHttp second = waits(gateway)) {
          RawMessage refused = second.read();
          assertEquals(429, refused.status());
          assertTrue(refused.text().contains("concurrent requests"), refused.text());
        }
        answers.release();
        assertEquals(200, first.read().status());
      }
    }
  }

  @Test
  void whatWaitedLongDoesNotRunWithARightThatEndedMeanwhile() throws Exception {
    try (GatewayStand gateway = stand(2, PATIENCE)) {
      TenantRecord tenant = gateway.tenant("a", Lifecycle.ACTIVE);
      try (RawHttp first = ask(gateway, "a");
          RawHttp second = waits(gateway)) {
        long since = System.nanoTime();
        gateway.become(tenant, Lifecycle.SUSPENDED);
        FaultStand.await(
            "a second has passed",
            () -> System.nanoTime() - since > Duration.ofMillis(1100).toNanos());
        answers.release(2);
        assertEquals(200, first.read().status());
        assertEquals(403, second.read().status());
        assertEquals(1, upstream.requests().size());
      }
    }
  }
}
