package dev.gatehouse.loadtest.gatling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedersTest {
  private static final List<Account> ACCOUNTS =
      IntStream.range(0, 10).mapToObj(i -> new Account("tenant-" + i, "token-" + i)).toList();

  private static List<Object> labels(Supplier<Iterator<Map<String, Object>>> feeder, int count) {
    List<Object> labels = new ArrayList<>();
    Iterator<Map<String, Object>> parts = feeder.get();
    for (int i = 0; i < count; i++) {
      labels.add(parts.next().get(Account.LABEL));
    }
    return labels;
  }

  @Test
  void theSameSeedBringsTheSameTenants() {
    assertEquals(
        labels(Feeders.byZipf(ACCOUNTS, 1.1, 7), 1000),
        labels(Feeders.byZipf(ACCOUNTS, 1.1, 7), 1000));
    assertNotEquals(
        labels(Feeders.byZipf(ACCOUNTS, 1.1, 7), 1000),
        labels(Feeders.byZipf(ACCOUNTS, 1.1, 8), 1000));
  }

  @Test
  void aTenantOfRankTwoComesHalfAsOftenAsTheFirst() {
    double[] shares = Feeders.shares(10, 1);
    assertEquals(shares[0] / 2, shares[1] - shares[0], 1e-9);
    assertEquals(1, shares[9], 1e-9);
  }

  @Test
  void everyTenantComesAndTheFirstOneMost() {
    List<Object> labels = labels(Feeders.byZipf(ACCOUNTS, 1.1, 7), 10_000);
    for (Account account : ACCOUNTS) {
      assertTrue(labels.contains(account.label()), account::toString);
    }
    long first = labels.stream().filter("tenant-0"::equals).count();
    double expected = 10_000 * Feeders.shares(10, 1.1)[0];
    assertEquals(expected, (double) first, expected / 10);
  }

  @Test
  void inTurnBeginsAnewAfterTheLast() {
    assertEquals("tenant-0", labels(Feeders.inTurn(ACCOUNTS), 11).getLast());
  }
}
