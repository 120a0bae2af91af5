package dev.gatehouse.admin.api;

import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameter that names a calendar month. */
final class Months {
  static final String NAME = "month";
  private static final Pattern FORM = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");

  private Months() {}

  static Optional<YearMonth> in(Parameters given) {
    return given
        .text(NAME, "a month such as 2026-11", FORM.asMatchPredicate())
        .map(YearMonth::parse);
  }
}
