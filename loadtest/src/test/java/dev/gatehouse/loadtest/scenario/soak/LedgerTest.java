package dev.gatehouse.loadtest.scenario.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger("entry");

  private List<String> compare(long[]... rows) {
    return ledger.compare(Stream.of(rows).toList(), true);
  }

  private static long[] row(long number, long rowId) {
    return new long[] {number, rowId};
  }

  @Test
  void tellsARowThatIsLost() {
    ledger.isIn(1, 10);
    ledger.isIn(2, 11);
    assertEquals(List.of("entry 2 is lost"), compare(row(1, 10)));
  }

  @Test
  void tellsARowThatIsThereTwice() {
    ledger.isIn(1, 10);
    assertEquals(
        List.of("entry 1 is row 11, told was 10", "entry 1 is there 2 times"),
        compare(row(1, 10), row(1, 11)));
  }

  @Test
  void tellsARowThatMustNotBeThere() {
    ledger.isIn(1, 10);
    ledger.isOut(1);
    assertEquals(List.of("entry 1 is there and must not be"), compare(row(1, 10)));
  }

  @Test
  void takesARowThatMayBeThereForOneThatIsOnceItWasSeen() {
    ledger.mayBeIn(1);
    ledger.mayBeIn(2);
    assertEquals(List.of(), compare());
    assertEquals(List.of(), compare(row(2, 20)));
    assertEquals(List.of("entry 2 is lost"), compare(row(1, 21)));
  }
}
