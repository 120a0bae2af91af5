package dev.gatehouse.gateway.journey.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.locate.Outage.Leave;
import dev.gatehouse.tenancy.Namespace;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class OutageTest {
  private final Outage outage = new Outage(() -> 0, InstantSource.system());
  private final Lookup lookup = new Lookup(new Namespace("acme"), 0);

  @Test
  void aSilentQuestionIsTheOnlyOneUntilItIsBack() {
    outage.onSilence(lookup);
    assertTrue(outage.isOn());
    assertEquals(Leave.NONE, outage.leave());
    lookup.comeBack();
    outage.onAnswer();
    assertEquals(Leave.FREE, outage.leave());
  }

  /** Nobody would ever end the outage that it begins. */
  @Test
  void aQuestionThatIsBackIsNotSilent() {
    lookup.comeBack();
    outage.onAnswer();
    outage.onSilence(lookup);
    assertFalse(outage.isOn());
  }
}
