package dev.gatehouse.loadtest.scenario.soak;

import dev.gatehouse.loadtest.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all clients found, and when sqld was killed. */
final class Findings {
  private static final int SHOWN_MAX = 20;
  private static final double NANOS_PER_MILLI = 1e6;

  /** How the errors begin that send somebody away who may come again, and of whom nothing ran. */
  private static final List<String> REFUSALS = List.of("503 ", "429 ", "no hello_ok");

  private final Map<String, Long> done = new TreeMap<>();
  private final Map<String, Long> failed = new TreeMap<>();

  /** Another client had the database to itself for too long. */
  private final Map<String, Long> busy = new TreeMap<>();

  private final List<String> wrong = new ArrayList<>();
  private long killedNanos;
  private int kills;
  private int unexplained;
  private long longestNanos;

  /** Something was answered, and as it must be. */
  synchronized void done(String what) {
    done.merge(what, 1L, Long::sum);
  }

  /** Something was answered with an error, or not. */
  synchronized void failed(String kind) {
    if (kind.contains("BUSY") || kind.contains("TRANSACTION_TIMEOUT")) {
      busy.merge(kind, 1L, Long::sum);
      return;
    }
    failed.merge(kind, 1L, Long::sum);
    long after = System.nanoTime() - killedNanos;
    if (kills == 0) {
      unexplained++;
    } else {
      longestNanos = Math.max(longestNanos, after);
    }
  }

  synchronized void wrong(String what) {
    wrong.add(what);
  }

  synchronized void killed() {
    killedNanos = System.nanoTime();
    kills++;
  }

  synchronized void writeTo(Report report, double errorsMillisMax) {
    List<List<String>> rows = new ArrayList<>();
    done.forEach((what, count) -> rows.add(List.of(what, "done", Long.toString(count))));
    failed.forEach((what, count) -> rows.add(List.of(what, "failed", Long.toString(count))));
    busy.forEach((what, count) -> rows.add(List.of(what, "busy", Long.toString(count))));
    report.table("What clients did, and what they were told", List.of("what", "", "times"), rows);
    report.figure("kills of sqld", kills, "");
    report.figure("answers", done.values().stream().mapToLong(Long::longValue).sum(), "");
    report.figure("errors", failed.values().stream().mapToLong(Long::longValue).sum(), "");
    double longest = longestNanos / NANOS_PER_MILLI;
    report.checkAtMost("the last error after a kill", longest, errorsMillisMax, "ms");
    report.check("no error before the first kill", unexplained == 0, unexplained + " were");
    List<String> refused =
        failed.keySet().stream()
            .filter(kind -> REFUSALS.stream().anyMatch(kind::startsWith))
            .toList();
    report.check("nobody was sent away while sqld was restarted", refused.isEmpty(), "" + refused);
    String shown = wrong.isEmpty() ? "none" : wrong.stream().limit(SHOWN_MAX).toList().toString();
    report.check("no wrong, lost or doubled answer", wrong.isEmpty(), shown);
  }
}
