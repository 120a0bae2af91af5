package dev.gatehouse.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final byte[] ASK = Asks.pipeline("token", "select 1");
  private static final String ANSWER = Script.json(200, "{\"results\":[]}");
  private static final double STALL_MILLIS = 200;

  @Test
  void aStallCountsForAllThatWasDueInIt() throws InterruptedException {
    var stall = new CountDownLatch(1);
    Script stallsAtFirst =
        connection -> {
          connection.readRequest();
          stall.await();
          connection.write(ANSWER);
          Script.answers(ANSWER).play(connection);
        };
    try (var server = ScriptedUpstream.start(stallsAtFirst);
        var load =
            Load.start(server.uri(), List.of(Tenant.atRate("a", 100, ASK).withConnectionsMax(1)))) {
      Thread.ofVirtual()
          .start(
              () -> {
                await(2 * STALL_MILLIS);
                stall.countDown();
              });
      stall.await();
      Outcomes outcomes = Outcomes.of(load.finish().values());
      assertEquals(Map.of(), outcomes.errorsByKind());
      // 100 a second for 400 ms; those of the first half waited for at least the second half, and
      // few came after it.
      assertTrue(outcomes.answers() >= 35, () -> outcomes.answers() + " answers");
      assertTrue(outcomes.percentile(90) >= STALL_MILLIS, () -> outcomes.row("a").toString());
    }
  }

  private static void await(double millis) {
    try {
      boolean never = new CountDownLatch(1).await((long) millis, TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void errorsAreCountedByTheirKind() throws InterruptedException {
    var asked = new AtomicInteger();
    var all = new CountDownLatch(4);
    Script script =
        connection -> {
          while (connection.readRequest().isPresent()) {
            int number = asked.incrementAndGet();
            all.countDown();
            switch (number) {
              case 1 -> connection.write(Script.json(429, "{\"code\":\"OVER_LIMIT\"}"));
              case 2 ->
                  connection.write(
                      Script.json(
                          200,
                          "{\"results\":[{\"type\":\"error\",\"error\":{\"code\":\"SQL\"}}]}"));
              case 3 -> connection.reset();
              default -> connection.write(ANSWER);
            }
          }
        };
    try (var server = ScriptedUpstream.start(script);
        var load =
            Load.start(server.uri(), List.of(Tenant.atRate("a", 100, ASK).withConnectionsMax(1)))) {
      assertTrue(all.await(10, TimeUnit.SECONDS));
      Outcomes outcomes = Outcomes.of(load.finish().values());
      assertEquals(
          Map.of("429 OVER_LIMIT", 1L, "statement SQL", 1L, "closed", 1L), outcomes.errorsByKind());
      assertEquals(1, outcomes.errors("429"));
      assertTrue(outcomes.answers() >= 1);
    }
  }

  @Test
  void aClosedPaceAsksAgainWhenItIsAnswered() throws InterruptedException {
    try (var server = ScriptedUpstream.start(Script.answers(ANSWER))) {
      var many = new CountDownLatch(100);
      Tenant tenant =
          new Tenant(
              "a",
              new Carrier.Http(),
              new Pace.Closed(2),
              2,
              () -> {
                many.countDown();
                return ASK;
              });
      try (var load = Load.start(server.uri(), List.of(tenant))) {
        assertTrue(many.await(10, TimeUnit.SECONDS));
        Outcomes outcomes = Outcomes.of(load.finish().values());
        assertEquals(Map.of(), outcomes.errorsByKind());
        assertTrue(outcomes.answers() >= 98, () -> outcomes.answers() + " answers");
      }
    }
  }
}
