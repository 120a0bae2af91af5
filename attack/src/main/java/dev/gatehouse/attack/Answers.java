package dev.gatehouse.attack;

import java.util.regex.Pattern;

/** What can be seen in an answer, whatever protocol it came over. */
final class Answers {
  private static final Pattern FAILED =
      Pattern.compile(
          "(?i)error(?!s\":\\[(?:null,?)*])|SQL_|SQLITE_|grpc-status:\\s*[1-9]|close \\d"
              + "|no such |not authorized|cannot ");

  private Answers() {}

  /** Whether the answer to this attack shows that somebody did what was asked. */
  static boolean shownDone(String answer) {
    boolean web = answer.startsWith("HTTP/");
    boolean accepted = web ? Wire.status(answer) / 100 == 2 : !answer.isEmpty();
    return accepted && !FAILED.matcher(answer).find();
  }

  /** Holds where the victim's secret is not seen. */
  static Verdict secretUnseen(String answer) {
    return new Verdict(!answer.contains(Range.SECRET), answer);
  }

  /** Holds where no row of either database is seen: nothing was served at all. */
  static Verdict nothingServed(String answer) {
    return new Verdict(!answer.contains(Range.SECRET) && !answer.contains(Range.OWN), answer);
  }
}
