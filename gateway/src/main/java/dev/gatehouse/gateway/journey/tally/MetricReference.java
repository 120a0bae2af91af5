package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.Leg;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The manual of every metric, as Markdown, from the catalogue itself. */
public final class MetricReference {
  /** What writes the manual anew. */
  public static final String COMMAND =
      "mvn -q -pl gateway -am test -Dtest=MetricReferenceTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dmetric.reference=write";

  private static final String INTRODUCTION =
      """
      # Metrics

      <!-- Generated from MetricCatalog in `gateway`. Change a metric there, then run
           COMMAND -->

      `GET /metrics` on the operations listener (`listen.ops`) prints these for Prometheus. A
      tenant is never a label: who uses most is at `/top`, what one uses at
      `/v1/namespaces/{name}/usage` of the admin API. What to look at, and when to be woken, is in
      [observability.md](observability.md).

      A *histogram* has `_bucket`, `_count` and `_sum` series; its p99 over five minutes is
      `histogram_quantile(0.99, sum by (le) (rate(NAME_bucket[5m])))`. The buckets of all
      histograms are, in seconds: BUCKETS.

      | metric | type | labels | what |
      | --- | --- | --- | --- |
      """;

  private static final String OTHERS =
      """

      Beside them are what Micrometer says of the process, from the first look on: `jvm_memory_*`,
      `jvm_buffer_*`, `jvm_gc_*`, `jvm_threads_*`, `process_*`, `system_cpu_*` and
      `netty_allocator_memory_*`.

      ## Values of labels

      - `route`: a path of the public listener to the letter, `websocket` for sessions, `preflight`
        for what browsers ask before, `none` for heads that name no route.
      - `status`: the class of the status, `2xx`; `none` where the client was told none.
      - `stage`: STAGES, in this order. Sessions and answers that last count up to
        `connect` only.
      - `code`: the stable code of the refusal, as the client reads it; `blame`: `client`,
        `gateway` or `upstream`.
      """;

  private MetricReference() {}

  public static String render() {
    var page =
        new StringBuilder(
            INTRODUCTION.replace("COMMAND", COMMAND).replace("BUCKETS", bucketsInSeconds()));
    for (MetricCatalog metric : MetricCatalog.values()) {
      String labels =
          metric.labels().stream().map(l -> "`" + l + "`").collect(Collectors.joining(", "));
      page.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(metric.prometheusName(), typeOf(metric), labels, metric.help()));
    }
    return page.append(OTHERS.replace("STAGES", stages())).toString();
  }

  private static String typeOf(MetricCatalog metric) {
    return switch (metric.kind()) {
      case GAUGE -> "gauge";
      case COUNTER -> "counter";
      case HISTOGRAM, TIMER -> "histogram";
      case SUMMARY -> "summary";
    };
  }

  private static String bucketsInSeconds() {
    return Arrays.stream(Histogram.boundsInSeconds())
        .mapToObj(seconds -> BigDecimal.valueOf(seconds).stripTrailingZeros())
        .map(BigDecimal::toPlainString)
        .collect(Collectors.joining(", "));
  }

  private static String stages() {
    return IntStream.range(0, Leg.COUNT)
        .mapToObj(place -> "`" + Leg.at(place).label() + "`")
        .collect(Collectors.joining(", "));
  }
}
