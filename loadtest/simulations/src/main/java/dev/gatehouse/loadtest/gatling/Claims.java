package dev.gatehouse.loadtest.gatling;

import java.util.Locale;

/** What several simulations are judged by. */
final class Claims {
  private static final double TAIL_TIMES_MAX = 20;
  private static final int TAIL_SLACK_MILLIS = 500;
  private static final double NEARLY = 0.95;

  private Claims() {}

  /** As many as must have come at that rate; fewer say that the generator did not keep up. */
  static long nearly(int perSecond, int seconds) {
    return (long) (NEARLY * perSecond * seconds);
  }

  /**
   * The p99 of one kind is at most so many times that of another, and some milliseconds: Gatling
   * counts whole ones, and a ratio of small numbers says nothing.
   */
  static Run.Claim atMostTimes(String these, String those, double times, int slackMillis) {
    return (figures, report) -> {
      int found = figures.of(these).p99();
      int compared = figures.of(those).p99();
      report.check(
          String.format(
              Locale.ROOT,
              "p99 of '%s' <= %.0f times that of '%s' + %d ms",
              these,
              times,
              those,
              slackMillis),
          found <= times * compared + slackMillis,
          "%d ms, %d ms".formatted(found, compared));
    };
  }

  /** The p99 is in some proportion to the median, whatever the machine. */
  static Run.Claim noLongTail(String name) {
    return (figures, report) -> {
      Figures.Row row = figures.of(name);
      report.check(
          String.format(
              Locale.ROOT,
              "p99 of '%s' <= %.0f times its median + %d ms",
              name,
              TAIL_TIMES_MAX,
              TAIL_SLACK_MILLIS),
          row.p99() <= TAIL_TIMES_MAX * row.p50() + TAIL_SLACK_MILLIS,
          "%d ms, %d ms".formatted(row.p99(), row.p50()));
    };
  }
}
