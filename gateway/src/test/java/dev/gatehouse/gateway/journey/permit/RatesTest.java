package dev.gatehouse.gateway.journey.permit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.RateWindow;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Plan;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.Quota;
import dev.gatehouse.tenancy.TenantRecord;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often a tenant may ask, and what a change of its limits does. */
class RatesTest {
  private static final TenantRecord TENANT =
      new TenantRecord(
          new Namespace("a"),
          NamespaceId.random(),
          new NodeId("local"),
          Lifecycle.ACTIVE,
          Optional.empty());

  private final Clock clock = new Clock();

  /** Time that passes when the test says so. */
  private static final class Clock implements TimeMeter {
    private long nanos = 1;

    void pass(Duration time) {
      nanos += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private TenantMeters meters(int perSecond, int perMinute) {
    return new TenantMeters(Plans.standard(limits(perSecond, perMinute)), clock);
  }

  private static Limits limits(int perSecond, int perMinute) {
    return new Limits(perSecond, perMinute, 64);
  }

  private static TenantRecord limited(int perSecond, int perMinute) {
    return TENANT.limited(Optional.of(limits(perSecond, perMinute)));
  }

  /** How many requests pass until one is refused. */
  private static int passing(TenantMeter meter) {
    int passed = 0;
    while (meter.charge().isEmpty()) {
      passed++;
    }
    return passed;
  }

  private static OverLimit refusal(TenantMeter meter) {
    return (OverLimit) meter.charge().orElseThrow();
  }

  @Test
  void bothWindowsHold() {
    TenantMeter meter = meters(10, 25).of(TENANT);
    assertEquals(10, passing(meter), "in a second");
    clock.pass(Duration.ofSeconds(1));
    assertEquals(10, passing(meter), "in the next");
    clock.pass(Duration.ofSeconds(1));
    assertEquals(5, passing(meter), "in a minute");
  }

  @Test
  void aRefusalTellsTheWindowsAndTheTimeOfTheNextToken() {
    TenantMeter meter = meters(10, 20).of(TENANT);
    passing(meter);
    assertEquals(
        new OverLimit(
            "requests",
            Duration.ofMillis(100),
            List.of(
                new RateWindow("second", 10, 1, 0, 1), new RateWindow("minute", 20, 60, 10, 1))),
        refusal(meter));
    clock.pass(Duration.ofSeconds(1));
    passing(meter);
    OverLimit refusal = refusal(meter);
    assertEquals(Duration.ofSeconds(3), refusal.retryAfter());
    assertEquals(new RateWindow("minute", 20, 60, 0, 3), refusal.windows().getLast());
    clock.pass(refusal.retryAfter());
    assertEquals(1, passing(meter), "who waits as told is served");
  }

  @Test
  void aChangeOfLimitsRefillsNothing() {
    TenantMeters meters = meters(10, 100);
    assertEquals(10, passing(meters.of(TENANT)));
    assertEquals(0, passing(meters.of(limited(50, 1000))), "more, and used up");
    assertEquals(0, passing(meters.of(limited(1, 1))), "fewer, and used up");
    assertEquals(0, passing(meters.of(TENANT)), "there and back again");
    clock.pass(Duration.ofSeconds(1));
    assertEquals(10, passing(meters.of(TENANT)));
  }

  @Test
  void aChangeOfLimitsKeepsThePartThatIsUsed() {
    TenantMeters meters = meters(10, 1000);
    TenantMeter meter = meters.of(TENANT);
    for (int i = 0; i < 5; i++) {
      assertTrue(meter.charge().isEmpty());
    }
    assertEquals(50, passing(meters.of(limited(100, 10_000))), "half of it is left");
  }

  @Test
  void aDebtOutlivesAChangeOfLimits() {
    TenantMeters meters = meters(10, 600);
    TenantMeter meter = meters.of(TENANT);
    assertTrue(meter.charge().isEmpty());
    assertTrue(meter.chargeBeyondFirst(301).isEmpty());
    assertEquals(0, passing(meters.of(limited(20, 1200))));
    assertTrue(
        refusal(meters.of(limited(20, 1200))).retryAfter().compareTo(Duration.ofSeconds(2)) >= 0);
  }

  @Test
  void tenStatementsCostOneToken() {
    TenantMeter meter = meters(10, 1000).of(TENANT);
    assertTrue(meter.charge().isEmpty());
    assertTrue(meter.chargeBeyondFirst(0).isEmpty());
    assertTrue(meter.charge().isEmpty());
    assertTrue(meter.chargeBeyondFirst(10).isEmpty());
    assertTrue(meter.charge().isEmpty());
    assertTrue(meter.chargeBeyondFirst(11).isEmpty());
    assertEquals(6, passing(meter), "four are gone");
  }

  @Test
  void whatCostsMoreThanThereEverIsIsServedAndOwed() {
    TenantMeter meter = meters(2, 10).of(TENANT);
    assertTrue(meter.charge().isEmpty());
    assertTrue(meter.chargeBeyondFirst(1_000_000).isEmpty());
    Duration wait = refusal(meter).retryAfter();
    assertTrue(wait.compareTo(Duration.ofSeconds(66)) <= 0, "a minute's worth at most: " + wait);
    clock.pass(wait);
    assertEquals(1, passing(meter));
  }

  @Test
  void aDebtStopsWhatWasPermittedBefore() {
    TenantMeter meter = meters(10, 100).of(TENANT);
    assertTrue(meter.charge().isEmpty());
    assertTrue(meter.charge().isEmpty());
    assertTrue(meter.chargeBeyondFirst(501).isEmpty(), "the first one is served");
    assertTrue(meter.chargeBeyondFirst(501).isPresent(), "the second one waits");
  }

  @Test
  void aPlanThatChangesHoldsForThoseWhoAreOnIt() {
    TenantMeters meters = meters(10, 100);
    TenantRecord onPlan = TENANT.on(Optional.of("pro"));
    assertEquals(10, passing(meters.of(onPlan)));
    meters.use(
        new Plans(
            limits(10, 100), Quota.NONE, List.of(new Plan("pro", limits(100, 1000), Quota.NONE))));
    clock.pass(Duration.ofSeconds(1));
    assertEquals(100, passing(meters.ofSession(onPlan)));
  }

  @Test
  void aSessionFollowsTheRegistry() {
    TenantMeters meters = meters(10, 100);
    TenantMeter before = meters.ofSession(TENANT);
    meters.onChanged(limited(3, 100));
    assertEquals(3, passing(before));
    clock.pass(Duration.ofMinutes(3));
    assertEquals(3, passing(meters.ofSession(TENANT)), "and remembers it");
  }

  @Test
  void tenantsDoNotShare() {
    TenantMeters meters = meters(10, 100);
    assertEquals(10, passing(meters.of(TENANT)));
    var other =
        new TenantRecord(
            new Namespace("b"),
            NamespaceId.random(),
            new NodeId("local"),
            Lifecycle.ACTIVE,
            Optional.empty());
    Optional<Refusal> none = meters.of(other).charge();
    assertTrue(none.isEmpty());
  }
}
