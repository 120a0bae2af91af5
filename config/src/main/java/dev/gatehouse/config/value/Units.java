package dev.gatehouse.config.value;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way to write whole numbers with a unit behind them: {@code 250ms}, {@code 4MiB}. */
public final class Units {
  /** Times, in milliseconds. */
  public static final Units TIME =
      new Units(
          new Unit("d", 86_400_000),
          new Unit("h", 3_600_000),
          new Unit("m", 60_000),
          new Unit("s", 1000),
          new Unit("ms", 1));

  /** Amounts of memory, in bytes. */
  public static final Units BYTES =
      new Units(
          new Unit("GiB", 1L << 30),
          new Unit("MiB", 1L << 20),
          new Unit("KiB", 1 << 10),
          new Unit("B", 1));

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})([A-Za-z]+)");

  private final List<Unit> largestFirst;

  private record Unit(String name, long size) {}

  private Units(Unit... largestFirst) {
    this.largestFirst = List.of(largestFirst);
  }

  /**
   * The amount in the smallest unit, or nothing; what is beyond a long becomes the largest long.
   */
  public Optional<Long> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(form.group(1));
    return largestFirst.stream()
        .filter(unit -> unit.name().equals(form.group(2)))
        .map(unit -> count > Long.MAX_VALUE / unit.size() ? Long.MAX_VALUE : count * unit.size())
        .findFirst();
  }

  /** The amount in the largest unit that leaves no rest. */
  public String format(long amount) {
    for (Unit unit : largestFirst) {
      if (amount != 0 && amount % unit.size() == 0) {
        return amount / unit.size() + unit.name();
      }
    }
    return amount + largestFirst.getLast().name();
  }

  /** A time as it is written in a configuration. */
  public static String format(Duration time) {
    return TIME.format(time.toMillis());
  }
}
