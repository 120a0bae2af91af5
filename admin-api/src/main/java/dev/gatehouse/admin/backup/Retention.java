package dev.gatehouse.admin.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which backups are kept: the newest of each of the last days and weeks that have one, a complete
 * one before one that is not; and always the newest, and the newest complete one.
 */
final class Retention {
  private Retention() {}

  /** One backup: the newest come first. */
  record Candidate(String id, Instant at, boolean isComplete) {}

  static Set<String> kept(List<Candidate> newestFirst, int dailyMax, int weeklyMax) {
    var kept = new HashSet<String>();
    newestFirst.stream().limit(1).forEach(one -> kept.add(one.id()));
    newestFirst.stream().filter(Candidate::isComplete).limit(1).forEach(one -> kept.add(one.id()));
    keep(kept, newestFirst, dailyMax, LocalDate::toString);
    keep(
        kept,
        newestFirst,
        weeklyMax,
        day ->
            "%d-%d"
                .formatted(
                    day.get(IsoFields.WEEK_BASED_YEAR),
                    day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    return kept;
  }

  private static void keep(
      Set<String> kept,
      List<Candidate> newestFirst,
      int periodsMax,
      Function<LocalDate, String> period) {
    Function<Candidate, String> periodOf =
        one -> period.apply(one.at().atZone(ZoneOffset.UTC).toLocalDate());
    newestFirst.stream()
        .map(periodOf)
        .distinct()
        .limit(periodsMax)
        .forEach(
            wanted ->
                newestFirst.stream()
                    .filter(one -> periodOf.apply(one).equals(wanted))
                    .reduce((newer, older) -> better(newer, older) ? newer : older)
                    .ifPresent(one -> kept.add(one.id())));
  }

  private static boolean better(Candidate newer, Candidate older) {
    return newer.isComplete() || !older.isComplete();
  }
}
