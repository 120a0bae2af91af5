package dev.gatehouse.admin.token;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a token holds, as people write it: {@code 2w1d}, {@code 90m}, {@code 1h}. */
public final class Lifespan {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

  private Lifespan() {}

  /** The time that the text means, or nothing where it is not positive or no such text. */
  public static Optional<Duration> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Duration total =
        Duration.ofDays(7 * part(parts, 1) + part(parts, 2))
            .plusHours(part(parts, 3))
            .plusMinutes(part(parts, 4))
            .plusSeconds(part(parts, 5));
    return Optional.of(total).filter(Duration::isPositive);
  }

  private static long part(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The text that means this time, in whole seconds. */
  public static String format(Duration time) {
    var text = new StringBuilder();
    append(text, time.toDays() / 7, 'w');
    append(text, time.toDays() % 7, 'd');
    append(text, time.toHoursPart(), 'h');
    append(text, time.toMinutesPart(), 'm');
    append(text, time.toSecondsPart(), 's');
    return text.toString();
  }

  private static void append(StringBuilder text, long number, char unit) {
    if (number > 0) {
      text.append(number).append(unit);
    }
  }
}
