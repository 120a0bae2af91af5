package dev.gatehouse.loadtest.scenario.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What a client knows of its rows in one table: which there are, and which there may be. */
final class Ledger {
  private static final long UNKNOWN_ROW = -1;

  private final String table;

  /** The row's id by its number; unknown where nobody told it. */
  private final TreeMap<Long, Long> surely = new TreeMap<>();

  private final TreeMap<Long, Long> maybe = new TreeMap<>();

  Ledger(String table) {
    this.table = table;
  }

  void isIn(long number, long rowId) {
    maybe.remove(number);
    surely.put(number, rowId);
  }

  void isIn(long number) {
    isIn(number, UNKNOWN_ROW);
  }

  void isOut(long number) {
    maybe.remove(number);
    surely.remove(number);
  }

  /** Nobody knows whether it is there; where it is seen once, it is. */
  void mayBeIn(long number) {
    Long rowId = surely.remove(number);
    maybe.put(number, rowId == null ? UNKNOWN_ROW : rowId);
  }

  int size() {
    return surely.size();
  }

  /** Some row that is surely there. */
  long any(RandomGenerator random) {
    Long from = surely.ceilingKey(surely.firstKey() + random.nextInt(surely.size()));
    return from == null ? surely.firstKey() : from;
  }

  /** What is wrong with these rows, of which each is a number and perhaps a row id. */
  List<String> compare(List<long[]> rows, boolean hasRowIds) {
    List<String> wrong = new ArrayList<>();
    Map<Long, Integer> seen = new HashMap<>();
    for (long[] row : rows) {
      long number = row[0];
      seen.merge(number, 1, Integer::sum);
      Long rowId = surely.getOrDefault(number, maybe.get(number));
      if (rowId == null) {
        wrong.add(table + " " + number + " is there and must not be");
        continue;
      }
      if (hasRowIds && rowId != UNKNOWN_ROW && rowId != row[1]) {
        wrong.add("%s %d is row %d, told was %d".formatted(table, number, row[1], rowId));
      }
      isIn(number, hasRowIds ? row[1] : UNKNOWN_ROW);
    }
    seen.forEach(
        (number, times) -> {
          if (times > 1) {
            wrong.add("%s %d is there %d times".formatted(table, number, times));
          }
        });
    for (long number : surely.keySet()) {
      if (!seen.containsKey(number)) {
        wrong.add(table + " " + number + " is lost");
      }
    }
    return wrong;
  }
}
