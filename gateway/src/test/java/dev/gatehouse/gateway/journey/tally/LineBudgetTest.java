package dev.gatehouse.gateway.journey.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LineBudgetTest {
  private static final long SECOND = 1L << 30;

  @Test
  void admitsSoManyInASecondAndCountsTheRest() {
    var budget = new LineBudget(2);

    assertTrue(budget.admits(5 * SECOND) && budget.admits(5 * SECOND + 7));
    assertFalse(budget.admits(6 * SECOND - 1));
    assertTrue(budget.admits(6 * SECOND));
    assertEquals(1, budget.dropped());
  }

  @Test
  void takesAnyTimeThatTheClockShows() {
    var budget = new LineBudget(1);

    assertTrue(budget.admits(-3 * SECOND));
    assertFalse(budget.admits(-3 * SECOND + 1));
    assertTrue(budget.admits(-2 * SECOND));
  }
}
