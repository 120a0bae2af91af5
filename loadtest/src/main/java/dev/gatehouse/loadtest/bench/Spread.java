package dev.gatehouse.loadtest.bench;

import java.util.Collection;
import java.util.Locale;

/**
 * A figure over all rounds.
 *
 * @param median the one in the middle
 * @param least the lowest
 * @param most the highest
 */
record Spread(double median, double least, double most) {
  static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Such as {@code 1.25 (1.20..1.31)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f..%.2f)", median, least, most);
  }
}
