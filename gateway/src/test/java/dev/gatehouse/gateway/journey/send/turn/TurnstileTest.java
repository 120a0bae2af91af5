package dev.gatehouse.gateway.journey.send.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.Draining;
import dev.gatehouse.gateway.exchange.Refusal.NodeBusy;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.testkit.ManualClock;
import dev.gatehouse.testkit.Seed;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnstileTest {
  private static final InetSocketAddress NODE = InetSocketAddress.createUnresolved("node", 1);
  private static final TenantRecord A = tenant("a");
  private static final TenantRecord B = tenant("b");
  private static final TenantRecord C = tenant("c");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<Turn> came = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();
  private int ofOneTenantMax = 4;

  private static TenantRecord tenant(String name) {
    return new TenantRecord(
        new Namespace(name),
        NamespaceId.random(),
        new NodeId("local"),
        Lifecycle.ACTIVE,
        Optional.empty());
  }

  private Turnstiles turnstiles(int ceiling, int atOnceMax, int waitingPerTenant, int waiting) {
    var bounds =
        new TurnBounds(ceiling, atOnceMax, waitingPerTenant, waiting, Duration.ofSeconds(5));
    return new Turnstiles(bounds, _ -> ofOneTenantMax, TurnEvents.none(), new ManualClock()::nanos);
  }

  private Turn ask(Turnstiles turnstiles, TenantRecord tenant, long bytes, boolean continues) {
    var errand = new Errand(NODE, tenant, Errand.Way.REQUEST, bytes, continues);
    Turn turn = turnstiles.ask(errand, channel.eventLoop());
    turn.tell(
        new Turn.Waiter() {
          @Override
          public void onTurn(Turn mine) {
            came.add(mine);
          }

          @Override
          public void onRefused(Turn mine, Refusal refusal) {
            refused.add(refusal);
          }
        });
    return turn;
  }

  private Turn ask(Turnstiles turnstiles, TenantRecord tenant) {
    return ask(turnstiles, tenant, 0, false);
  }

  private void settle() {
    channel.runPendingTasks();
  }

  @AfterEach
  void stop() {
    channel.close();
  }

  @Test
  void aTenantAloneHasTheWholeCeilingUpToItsOwnBound() {
    Turnstiles turnstiles = turnstiles(2, 3, 10, 10);
    ofOneTenantMax = 2;
    assertTrue(ask(turnstiles, A).isAtOnce());
    Turn second = ask(turnstiles, A);
    assertTrue(second.isAtOnce());
    Turn third = ask(turnstiles, A);
    assertFalse(third.isAtOnce());
    assertEquals(1, turnstiles.waiting());
    second.giveBack();
    second.giveBack();
    settle();
    assertEquals(List.of(third), came);
    assertEquals(2, turnstiles.underWay());
  }

  @Test
  void whoeverLeavesTheQueueIsForgotten() {
    var bounds = new TurnBounds(1, 1, 10, 10, Duration.ofSeconds(5));
    var turnstile = new Turnstile(bounds, TurnEvents.none(), new ManualClock()::nanos);
    Turn first = turn(turnstile, A);
    first.ask(1);
    assertTrue(first.isTaken());
    for (int i = 0; i < 3; i++) {
      Turn next = turn(turnstile, B);
      next.ask(1);
      assertFalse(next.isTaken());
      assertEquals(1, turnstile.inRound());
      next.giveBack();
      assertEquals(0, turnstile.inRound());
    }
    first.giveBack();
    assertFalse(first.isTaken());
  }

  private Turn turn(Turnstile turnstile, TenantRecord tenant) {
    var errand = new Errand(NODE, tenant, Errand.Way.REQUEST, 0, false);
    return new Turn(turnstile, errand, channel.eventLoop());
  }

  @Test
  void aTenantWithNothingUnderWayPassesWhateverOthersHave() {
    ofOneTenantMax = 100;
    Turnstiles turnstiles = turnstiles(2, 50, 1000, 1000);
    for (int i = 0; i < 500; i++) {
      ask(turnstiles, A);
    }
    assertTrue(ask(turnstiles, B).isAtOnce());
    assertTrue(ask(turnstiles, C).isAtOnce());
    assertFalse(ask(turnstiles, C).isAtOnce());
  }

  @Test
  void whatContinuesAStreamPassesAFewAtATime() {
    ofOneTenantMax = 1;
    Turnstiles turnstiles = turnstiles(1, 1, 10, 10);
    ask(turnstiles, A);
    assertFalse(ask(turnstiles, A).isAtOnce());
    for (int i = 0; i < 4; i++) {
      assertTrue(ask(turnstiles, A, 0, true).isAtOnce());
    }
    assertFalse(ask(turnstiles, A, 0, true).isAtOnce());
  }

  /** Everybody waits behind one place of the node. */
  private Turnstiles crowded(Map<TenantRecord, Integer> bytes, int each, Deque<Turn> holding) {
    ofOneTenantMax = 1_000;
    Turnstiles turnstiles = turnstiles(1, 1, 1_000, 10_000);
    holding.add(ask(turnstiles, tenant("first")));
    for (int i = 0; i < each; i++) {
      bytes.forEach((tenant, length) -> ask(turnstiles, tenant, length, false));
    }
    return turnstiles;
  }

  private Map<TenantRecord, Integer> served(int turns, Deque<Turn> holding) {
    var count = new HashMap<TenantRecord, Integer>();
    for (int i = 0; i < turns; i++) {
      holding.remove().giveBack();
      settle();
      Turn next = came.removeFirst();
      count.merge(next.errand.tenant(), 1, Integer::sum);
      holding.add(next);
    }
    return count;
  }

  @Test
  void tenantsThatWaitTakeTurnsByWhatTheyCost() {
    var holding = new ArrayDeque<Turn>();
    Turnstiles turnstiles = crowded(Map.of(A, 10, B, 10, C, 255 * 16), 500, holding);
    Map<TenantRecord, Integer> count = served(660, holding);
    assertEquals(count.getOrDefault(A, 0), count.getOrDefault(B, 0), 32);
    assertEquals(20, count.getOrDefault(C, 0), 3);
    assertEquals(1, turnstiles.underWay());
  }

  @Test
  void oneThatAsksFiftyTimesAsMuchGetsNoMoreThanOthers() {
    var holding = new ArrayDeque<Turn>();
    Turnstiles turnstiles = crowded(Map.of(A, 10, B, 10), 200, holding);
    for (int i = 0; i < 500; i++) {
      ask(turnstiles, A);
    }
    Map<TenantRecord, Integer> count = served(320, holding);
    assertEquals(count.getOrDefault(A, 0), count.getOrDefault(B, 0), 16);
  }

  @Test
  void saysWhoseFaultItIs() {
    ofOneTenantMax = 2;
    Turnstiles turnstiles = turnstiles(2, 2, 1, 3);
    ask(turnstiles, A);
    ask(turnstiles, A);
    Turn waits = ask(turnstiles, A);
    assertInstanceOf(OverLimit.class, ask(turnstiles, A).refusal().orElseThrow());
    assertInstanceOf(OverLimit.class, waits.giveUp());
    Turn other = ask(turnstiles, B);
    assertInstanceOf(NodeBusy.class, other.giveUp());
    assertEquals(0, turnstiles.waiting());
    assertEquals(2, turnstiles.underWay());
  }

  @Test
  void aFullQueueDropsTheLastOfWhoeverWaitsMost() {
    ofOneTenantMax = 100;
    Turnstiles turnstiles = turnstiles(1, 1, 100, 4);
    ask(turnstiles, A);
    for (int i = 0; i < 4; i++) {
      ask(turnstiles, A);
    }
    assertTrue(ask(turnstiles, B).refusal().isEmpty());
    settle();
    assertInstanceOf(OverLimit.class, refused.getFirst());
    assertTrue(ask(turnstiles, C).refusal().isEmpty());
    assertInstanceOf(NodeBusy.class, ask(turnstiles, B).refusal().orElseThrow());
    assertEquals(4, turnstiles.waiting());
  }

  @Test
  void whoeverWaitsWhenItClosesIsTold() {
    Turnstiles turnstiles = turnstiles(1, 1, 100, 100);
    Turn running = ask(turnstiles, A);
    Turn waiting = ask(turnstiles, A);
    turnstiles.close(new Draining());
    settle();
    assertInstanceOf(Draining.class, refused.getFirst());
    assertInstanceOf(Draining.class, ask(turnstiles, B).refusal().orElseThrow());
    waiting.giveBack();
    running.giveBack();
    assertEquals(0, turnstiles.underWay());
    assertEquals(0, turnstiles.waiting());
  }

  @Test
  void nothingIsLostWhateverHappens() {
    RandomGenerator random = Seed.random("turnstile");
    ofOneTenantMax = 3;
    Turnstiles turnstiles = turnstiles(2, 6, 5, 20);
    List<TenantRecord> tenants = List.of(A, B, C, tenant("d"), tenant("e"));
    var open = new ArrayList<Turn>();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(3) > 0) {
        TenantRecord tenant = tenants.get(random.nextInt(tenants.size()));
        Turn turn = ask(turnstiles, tenant, random.nextInt(50_000), random.nextInt(20) == 0);
        if (turn.refusal().isEmpty()) {
          open.add(turn);
        }
      } else if (!open.isEmpty()) {
        Turn turn = open.remove(random.nextInt(open.size()));
        turn.answered();
        turn.giveBack();
      }
      open.removeIf(turn -> turn.refusal().isPresent());
      settle();
      assertEquals(open.size(), turnstiles.underWay() + turnstiles.waiting());
      assertTrue(turnstiles.waiting() <= 20, "too many wait");
      assertTrue(turnstiles.underWay() <= 6 + 4 * tenants.size(), "too many are under way");
      boolean room = turnstiles.underWay() < turnstiles.atOnce();
      assertTrue(!room || open.size() == turnstiles.underWay() || atTheirBound(open));
    }
    open.forEach(Turn::giveBack);
    assertEquals(0, turnstiles.underWay());
    assertEquals(0, turnstiles.waiting());
  }

  /** Whoever waits has as many under way as a tenant may. */
  private boolean atTheirBound(List<Turn> open) {
    var underWay = new HashMap<TenantRecord, Integer>();
    open.stream()
        .filter(turn -> turn.state == Turn.State.TAKEN)
        .forEach(turn -> underWay.merge(turn.errand.tenant(), 1, Integer::sum));
    return open.stream()
        .filter(turn -> turn.state == Turn.State.WAITING)
        .allMatch(turn -> underWay.getOrDefault(turn.errand.tenant(), 0) >= ofOneTenantMax);
  }
}
