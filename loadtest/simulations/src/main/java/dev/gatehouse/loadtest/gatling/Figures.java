package dev.gatehouse.loadtest.gatling;

import static scala.jdk.javaapi.CollectionConverters.asJava;

import io.gatling.charts.stats.GeneralStats;
import io.gatling.charts.stats.Group;
import io.gatling.charts.stats.GroupStatsPath;
import io.gatling.charts.stats.LogFileData;
import io.gatling.charts.stats.LogFileReader;
import io.gatling.charts.stats.RequestStatsPath;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.Status;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.shared.model.assertion.AssertionMessage;
import io.gatling.shared.model.assertion.AssertionResult;
import io.gatling.shared.model.assertion.AssertionValidator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import scala.Option;

/** What Gatling measured, read from its log. */
final class Figures {
  static final List<String> COLUMNS =
      List.of("", "asked", "failed", "p50 ms", "p95 ms", "p99 ms", "max ms");

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final LogFileData data;

  /**
   * What is known of the requests of one name, or of a group.
   *
   * @param name the name
   * @param asked how many there were
   * @param failed how many of them failed
   * @param stats the distribution of all
   */
  record Row(String name, long asked, long failed, GeneralStats stats) {
    int percentile(double percentile) {
      return ((Number) stats.percentile().apply(percentile)).intValue();
    }

    int p50() {
      return percentile(50);
    }

    int p99() {
      return percentile(99);
    }

    int max() {
      return stats.max();
    }

    List<String> columns() {
      return List.of(
          name,
          Long.toString(asked),
          Long.toString(failed),
          Integer.toString(p50()),
          Integer.toString(percentile(95)),
          Integer.toString(p99()),
          Integer.toString(max()));
    }
  }

  /**
   * One of Gatling's own assertions.
   *
   * @param claim what must hold
   * @param holds whether it does
   * @param found what was seen
   */
  record Assertion(String claim, boolean holds, String found) {}

  private Figures(LogFileData data) {
    this.data = data;
    for (var path : asJava(data.statsPaths())) {
      switch (path) {
        case RequestStatsPath request -> addRequests(request);
        case GroupStatsPath group -> addGroup(group.group());
        default -> throw new IllegalStateException("unknown " + path);
      }
    }
  }

  /** The figures of a run that is over; its folder lies in the other. */
  static Figures read(Path folder, String run) {
    return new Figures(LogFileReader.apply(run, folder, GatlingConfiguration.load()).read());
  }

  private void addRequests(RequestStatsPath path) {
    Option<String> request = Option.apply(path.request());
    add(
        path.request(),
        data.requestGeneralStats(request, path.group(), Option.empty()),
        data.requestGeneralStats(request, path.group(), failed()));
  }

  private void addGroup(Group group) {
    add(
        group.name(),
        data.groupDurationGeneralStats(group, Option.empty()),
        data.groupDurationGeneralStats(group, failed()));
  }

  private static Option<Status> failed() {
    return Option.apply(KO$.MODULE$);
  }

  private void add(String name, Option<GeneralStats> all, Option<GeneralStats> failed) {
    if (all.isDefined()) {
      long failures = failed.isDefined() ? failed.get().count() : 0;
      rows.put(name, new Row(name, all.get().count(), failures, all.get()));
    }
  }

  List<Row> rows() {
    return List.copyOf(rows.values());
  }

  /** The requests of that name, or the group. */
  Row of(String name) {
    return Objects.requireNonNull(
        rows.get(name), () -> "nothing was called '%s', only %s".formatted(name, rows.keySet()));
  }

  /** How often what went wrong, in Gatling's words. */
  Map<String, Integer> errors() {
    var errors = new LinkedHashMap<String, Integer>();
    for (var error : asJava(data.errors(Option.empty(), Option.empty()))) {
      errors.put(error.message(), error.count());
    }
    return errors;
  }

  List<Assertion> assertions() {
    return asJava(new AssertionValidator(data).validateAssertions(data.assertions())).stream()
        .map(Figures::assertion)
        .toList();
  }

  private static Assertion assertion(AssertionResult result) {
    String found =
        result instanceof AssertionResult.Resolved resolved
            ? String.format(Locale.ROOT, "%.6g", resolved.actualValue())
            : result.toString();
    return new Assertion(AssertionMessage.message(result.assertion()), result.success(), found);
  }
}
