package dev.gatehouse.loadtest.bench;

import dev.gatehouse.loadtest.bench.Comparison.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came out, as a table for people. */
final class Report {
  private static final double MICROS_PER_MILLI = 1000;
  private static final String ROW = "  %-34s %24s %9s %9s   %s%n";

  private Report() {}

  static String of(Result result) {
    var text = new StringBuilder();
    Comparison comparison = result.comparison();
    text.append("%n%s  %s%n%n".formatted(comparison.figure(), comparison.title()));
    text.append(
        ROW.formatted("", "requests/s (least..most)", "p50 ms", "p99 ms", "CPU us/request"));
    for (Target target : comparison.targets()) {
      text.append(row(target.name(), result.of(target.name())));
    }
    text.append(System.lineSeparator());
    for (Contrast contrast : comparison.contrasts()) {
      Spread spread = Spread.of(contrast.perRound(result.samples()));
      text.append("  %-72s %-22s %s%n".formatted(contrast.label(), spread, contrast.goal()));
    }
    for (String note : comparison.notes()) {
      text.append("  - ").append(note).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String row(String target, List<Sample> samples) {
    Spread rate = spread(samples, Measure.RATE);
    return ROW.formatted(
        target,
        String.format(
            Locale.ROOT, "%,.0f (%,.0f..%,.0f)", rate.median(), rate.least(), rate.most()),
        millis(spread(samples, Measure.P50)),
        millis(spread(samples, Measure.P99)),
        processes(samples));
  }

  static Spread spread(List<Sample> samples, Measure measure) {
    return Spread.of(samples.stream().map(measure::of).toList());
  }

  private static String millis(Spread micros) {
    return String.format(Locale.ROOT, "%.2f", micros.median() / MICROS_PER_MILLI);
  }

  private static String processes(List<Sample> samples) {
    return processorMicros(samples).entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s %.1f", e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** The median of each process's processor time for a request. */
  static Map<String, Double> processorMicros(List<Sample> samples) {
    var values = new TreeMap<String, List<Double>>();
    for (Sample sample : samples) {
      sample
          .processorMicros()
          .forEach(
              (name, micros) -> values.computeIfAbsent(name, _ -> new ArrayList<>()).add(micros));
    }
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> Spread.of(e.getValue()).median(),
                Double::sum,
                TreeMap::new));
  }
}
