package dev.gatehouse.admin.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.admin.backup.Retention.Candidate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which backups are kept. */
final class RetentionTest {

  /** {@code 2026-11-21T02} or, where it lacks something, {@code 2026-11-21T02!}. */
  private static Candidate candidate(String text) {
    return new Candidate(
        text, Instant.parse(text.replace("!", "") + ":00:00Z"), !text.endsWith("!"));
  }

  private static Set<String> kept(int daily, int weekly, String... newestFirst) {
    List<Candidate> candidates = Stream.of(newestFirst).map(RetentionTest::candidate).toList();
    return new TreeSet<>(Retention.kept(candidates, daily, weekly));
  }

  @Test
  void keepsTheNewestOfEachDayAndWeek() {
    assertEquals(
        Set.of("2026-11-21T14", "2026-11-20T14", "2026-11-15T14", "2026-11-08T14"),
        kept(
            2,
            3,
            "2026-11-21T14",
            "2026-11-21T02",
            "2026-11-20T14",
            "2026-11-20T02",
            "2026-11-19T14",
            "2026-11-15T14",
            "2026-11-14T14",
            "2026-11-08T14",
            "2026-11-01T14"));
  }

  @Test
  void countsOnlyDaysThatHaveOne() {
    assertEquals(
        Set.of("2026-11-21T02", "2026-06-01T02"),
        kept(2, 0, "2026-11-21T02", "2026-06-01T02", "2026-05-01T02"));
  }

  @Test
  void neverGivesUpTheNewestAndTheNewestCompleteOne() {
    assertEquals(
        Set.of("2026-11-21T02!", "2026-11-19T02"),
        kept(0, 0, "2026-11-21T02!", "2026-11-20T02!", "2026-11-19T02", "2026-11-18T02"));
  }

  @Test
  void takesACompleteOneForItsDay() {
    assertEquals(
        Set.of("2026-11-21T14!", "2026-11-21T02"),
        kept(1, 0, "2026-11-21T14!", "2026-11-21T02", "2026-11-20T02"));
  }
}
