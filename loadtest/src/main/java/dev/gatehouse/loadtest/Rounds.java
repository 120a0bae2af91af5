package dev.gatehouse.loadtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The same measured with and without something, in turns, so that what the machine does meanwhile
 * falls on both: each round gives one ratio.
 *
 * @param name what is measured
 * @param without each round's figure without it
 * @param with each round's figure with it
 */
public record Rounds(String name, List<Double> without, List<Double> with) {
  /** One measurement. */
  public interface Figure {
    double measure() throws Exception;
  }

  public Rounds {
    without = List.copyOf(without);
    with = List.copyOf(with);
  }

  /** Measures in turns, and begins every other round with the other one. */
  public static Rounds of(String name, int rounds, Figure without, Figure with) throws Exception {
    List<Double> a = new ArrayList<>();
    List<Double> b = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        a.add(without.measure());
        b.add(with.measure());
      } else {
        b.add(with.measure());
        a.add(without.measure());
      }
    }
    return new Rounds(name, a, b);
  }

  /** Each round's figure with it, as a multiple of that without it. */
  public double[] ratios() {
    double[] ratios = new double[without.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = with.get(i) / without.get(i);
    }
    return ratios;
  }

  public double medianRatio() {
    return median(ratios());
  }

  /** All rounds together: steadier than the median where rounds differ much. */
  public double totalRatio() {
    return sum(with) / sum(without);
  }

  private static double sum(List<Double> figures) {
    return figures.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Prints every round, and the median with its spread. */
  public void writeTo(Report report, String unit) {
    double[] ratios = ratios();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ratios.length; i++) {
      rows.add(
          List.of(
              Integer.toString(i + 1), text(without.get(i)), text(with.get(i)), text(ratios[i])));
    }
    report.table(name, List.of("round", "without " + unit, "with " + unit, "ratio"), rows);
    report.figure(name + ", ratio, median", medianRatio(), "");
    report.figure(name + ", ratio, least", Arrays.stream(ratios).min().orElse(Double.NaN), "");
    report.figure(name + ", ratio, most", Arrays.stream(ratios).max().orElse(Double.NaN), "");
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
