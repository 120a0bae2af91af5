package dev.gatehouse.loadtest.load;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What came of what was asked in some stretch of time. A latency counts from the moment that the
 * request was due, whether or not it could be sent then.
 */
public final class Outcomes {
  /** The columns of {@link #row}. */
  public static final List<String> COLUMNS =
      List.of("who", "answers/s", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "errors");

  private static final int DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Histogram latency = new Histogram(DIGITS);
  private final Histogram lateness = new Histogram(DIGITS);
  private final Map<String, Long> errors = new TreeMap<>();
  private Duration lasted = Duration.ZERO;

  void answered(long nanos) {
    latency.recordValue(Math.max(0, nanos));
  }

  void failed(String kind) {
    errors.merge(kind, 1L, Long::sum);
  }

  void askedLate(long nanos) {
    lateness.recordValue(Math.max(0, nanos));
  }

  void lasted(Duration duration) {
    lasted = duration;
  }

  /** All of them as one. */
  public static Outcomes of(Collection<Outcomes> all) {
    var sum = new Outcomes();
    for (Outcomes each : all) {
      sum.latency.add(each.latency);
      sum.lateness.add(each.lateness);
      each.errors.forEach((kind, count) -> sum.errors.merge(kind, count, Long::sum));
      sum.lasted = each.lasted.compareTo(sum.lasted) > 0 ? each.lasted : sum.lasted;
    }
    return sum;
  }

  /** How many were answered as hoped. */
  public long answers() {
    return latency.getTotalCount();
  }

  public double answersPerSecond() {
    return answers() / (lasted.toNanos() / 1e9);
  }

  /** Of the good answers, in milliseconds; 0 where there are none. */
  public double percentile(double percent) {
    return latency.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  public double p50() {
    return percentile(50);
  }

  public double p99() {
    return percentile(99);
  }

  public double max() {
    return latency.getMaxValue() / NANOS_PER_MILLI;
  }

  /** How late the generator itself began, in milliseconds: a p99 of more than one is suspicious. */
  public double lateness(double percent) {
    return lateness.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  public long errors() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Those whose kind, such as {@code 429 OVER_LIMIT}, begins with this. */
  public long errors(String kind) {
    return errors.entrySet().stream()
        .filter(error -> error.getKey().startsWith(kind))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Count by kind. */
  public Map<String, Long> errorsByKind() {
    return Map.copyOf(errors);
  }

  /** One row of a table with {@link #COLUMNS}. */
  public List<String> row(String who) {
    return List.of(
        who,
        text(answersPerSecond()),
        text(p50()),
        text(percentile(90)),
        text(p99()),
        text(percentile(99.9)),
        text(max()),
        errors.isEmpty() ? "0" : errors.toString());
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
