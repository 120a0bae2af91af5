package dev.gatehouse.config.value;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A number of rows that is not to be passed, or none: {@code 1000000000}. */
public record RowsMax(OptionalLong rows) {
  public static final RowsMax NONE = new RowsMax(OptionalLong.empty());

  private static final String NONE_WRITTEN = "none";
  private static final Pattern FORM = Pattern.compile("\\d{1,18}");

  public static Optional<RowsMax> parse(String text) {
    if (text.equals(NONE_WRITTEN)) {
      return Optional.of(NONE);
    }
    return FORM.matcher(text).matches()
        ? Optional.of(new RowsMax(OptionalLong.of(Long.parseLong(text))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return rows.isEmpty() ? NONE_WRITTEN : Long.toString(rows.getAsLong());
  }
}
