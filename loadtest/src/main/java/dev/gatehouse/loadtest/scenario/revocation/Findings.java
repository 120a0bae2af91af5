package dev.gatehouse.loadtest.scenario.revocation;

import dev.gatehouse.loadtest.scenario.revocation.Right.Ended;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/** The effects of one way on one carrier. */
final class Findings {
  static final List<String> COLUMNS =
      List.of("carrier, way", "n", "p50 ms", "p99 ms", "max ms", "p99 from the call's begin ms");

  private static final double NANOS_PER_MILLI = 1e6;
  private static final long EARLY_NANOS = 5_000_000;
  private static final int TOLD_MAX = 160;
  private static final int ODD_MAX = 5;

  private final Histogram fromAnswer = new Histogram(3);
  private final Histogram fromCall = new Histogram(3);
  private final Set<String> odd = new TreeSet<>();
  private int servedAfter;
  private int early;

  void add(Ended ended, Effect effect) {
    fromAnswer.recordValue(Math.max(0, effect.at() - ended.answered()));
    fromCall.recordValue(Math.max(0, effect.at() - ended.asked()));
    servedAfter += effect.lastGood() > ended.answered() ? 1 : 0;
    early += effect.at() < ended.asked() - EARLY_NANOS ? 1 : 0;
    if (!effect.asItShould() && odd.size() < ODD_MAX) {
      odd.add(effect.how().substring(0, Math.min(TOLD_MAX, effect.how().length())));
    }
  }

  void add(Findings more) {
    fromAnswer.add(more.fromAnswer);
    fromCall.add(more.fromCall);
    servedAfter += more.servedAfter;
    early += more.early;
    odd.addAll(more.odd);
  }

  double millis(double percent) {
    return fromAnswer.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  double millisFromCall(double percent) {
    return fromCall.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  /** What users were told that is not what they are to be told. */
  Set<String> odd() {
    return odd;
  }

  int servedAfter() {
    return servedAfter;
  }

  int early() {
    return early;
  }

  List<String> row(String name) {
    return List.of(
        name,
        Long.toString(fromAnswer.getTotalCount()),
        text(millis(50)),
        text(millis(99)),
        text(millis(100)),
        text(millisFromCall(99)));
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
