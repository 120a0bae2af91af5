package dev.gatehouse.loadtest.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One target's figure beside another's of the same round.
 *
 * @param of the target in question
 * @param against what it is compared with
 * @param measure what is compared
 * @param kind how
 * @param goal what it should come to, in words
 */
record Contrast(String of, String against, Measure measure, Kind kind, String goal) {
  private static final double MICROS_PER_MILLI = 1000;

  /** How two figures are compared. */
  enum Kind {
    RATIO,
    /** In milliseconds. */
    ADDED
  }

  /** One value for each round. */
  List<Double> perRound(List<Sample> samples) {
    var values = new ArrayList<Double>();
    for (Sample sample : samples) {
      if (sample.target().equals(of)) {
        double other = measure.of(find(samples, sample.round()));
        double own = measure.of(sample);
        values.add(kind == Kind.RATIO ? own / other : (own - other) / MICROS_PER_MILLI);
      }
    }
    return values;
  }

  private Sample find(List<Sample> samples, int round) {
    return samples.stream()
        .filter(sample -> sample.round() == round && sample.target().equals(against))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not measured: " + against));
  }

  /** What it is, for people. */
  String label() {
    return kind == Kind.RATIO
        ? "%s: %s / %s".formatted(measure.label(), of, against)
        : "%s: what %s adds to %s, ms".formatted(measure.label(), of, against);
  }
}
