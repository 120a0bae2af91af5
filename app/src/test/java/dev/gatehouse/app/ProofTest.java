package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.sqld.Finding;
import dev.gatehouse.sqld.Finding.Severity;
import dev.gatehouse.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final ManualClock clock = new ManualClock();
  private Severity seen = Severity.OK;
  private final Proof proof =
      new Proof(() -> List.of(new Finding("it", seen, "Seen.", "Do.")), EVERY, clock);

  private Duration renewAfter(Duration time, Severity finding) {
    clock.advance(time);
    seen = finding;
    return proof.renew();
  }

  private boolean isServed() {
    return proof.objection().isEmpty();
  }

  @Test
  void thereIsNoneBeforeTheFirstLook() {
    assertTrue(!isServed());
    assertEquals(EVERY, proof.renew());
    assertTrue(isServed());
  }

  @Test
  void aWarningIsOne() {
    assertEquals(EVERY, renewAfter(Duration.ZERO, Severity.WARNING));
    assertTrue(isServed());
  }

  @Test
  void whatIsSeenToBeWrongCountsAtOnce() {
    renewAfter(Duration.ZERO, Severity.OK);

    assertEquals(SOON, renewAfter(EVERY, Severity.FAILED));
    assertEquals(Optional.of("tenants would not be kept apart: Seen. Do."), proof.objection());
    assertEquals(SOON, renewAfter(SOON, Severity.UNKNOWN));
    assertTrue(!isServed(), "nothing was seen to be right again");
    assertEquals(EVERY, renewAfter(SOON, Severity.OK));
    assertTrue(isServed());
  }

  @Test
  void whatCannotBeSeenCountsAfterThreeIntervals() {
    renewAfter(Duration.ZERO, Severity.OK);

    assertEquals(SOON, renewAfter(EVERY.multipliedBy(3).minusMillis(1), Severity.UNKNOWN));
    assertTrue(isServed());
    assertEquals(SOON, renewAfter(Duration.ofMillis(1), Severity.UNKNOWN));
    assertEquals(
        Optional.of("it is not proven that tenants are kept apart: Seen. Do."), proof.objection());
    renewAfter(SOON, Severity.OK);
    assertTrue(isServed());
  }

  @Test
  void whatCannotBeSeenAtFirstIsNone() {
    renewAfter(Duration.ZERO, Severity.UNKNOWN);
    assertTrue(!isServed());
  }

  @Test
  void anInspectionThatFailsIsNone() {
    var broken =
        new Proof(
            () -> {
              throw new IllegalStateException("broken");
            },
            EVERY,
            clock);

    assertEquals(SOON, broken.renew());
    assertTrue(broken.objection().isPresent());
  }
}
