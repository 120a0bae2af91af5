package dev.gatehouse.loadtest.bench;

import dev.gatehouse.loadtest.bench.Comparison.Result;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came out, as JSON for machines.
 *
 * @param machine where it was measured
 * @param rounds how often
 * @param seconds how long each time
 * @param connections how many wrk held open
 * @param figures each comparison with every sample
 * @param guard what the SQL guard costs
 */
record JsonReport(
    Machine machine,
    int rounds,
    int seconds,
    int connections,
    List<FigureReport> figures,
    Optional<GuardCost> guard) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** One comparison. */
  record FigureReport(
      String figure,
      String title,
      List<ContrastReport> contrasts,
      List<String> notes,
      List<Sample> samples) {
    static FigureReport of(Result result) {
      Comparison comparison = result.comparison();
      return new FigureReport(
          comparison.figure(),
          comparison.title(),
          comparison.contrasts().stream()
              .map(contrast -> ContrastReport.of(contrast, result))
              .toList(),
          comparison.notes(),
          result.samples());
    }
  }

  /** One contrast, over all rounds and for each. */
  record ContrastReport(
      String of,
      String against,
      Measure measure,
      Contrast.Kind kind,
      String goal,
      Spread spread,
      List<Double> perRound) {
    static ContrastReport of(Contrast contrast, Result result) {
      List<Double> values = contrast.perRound(result.samples());
      return new ContrastReport(
          contrast.of(),
          contrast.against(),
          contrast.measure(),
          contrast.kind(),
          contrast.goal(),
          Spread.of(values),
          values);
    }
  }

  static JsonReport of(
      Machine machine, Options options, List<Result> results, Optional<GuardCost> guard) {
    return new JsonReport(
        machine,
        options.rounds(),
        options.seconds(),
        options.connections(),
        results.stream().map(FigureReport::of).toList(),
        guard);
  }

  String toJson() {
    return JSON.writeValueAsString(this) + "\n";
  }
}
