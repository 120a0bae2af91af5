package dev.gatehouse.app.observe;

import dev.gatehouse.gateway.journey.tally.Counts;
import dev.gatehouse.gateway.journey.tally.Counts.Series;
import dev.gatehouse.gateway.journey.tally.Counts.Times;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.stream.DoubleStream;

/** Shows the times that the event loops counted as histograms of Prometheus. */
final class TimesCollector implements MultiCollector {
  private final Counts counts;

  TimesCollector(Counts counts) {
    this.counts = counts;
  }

  @Override
  public MetricSnapshots collect() {
    return new MetricSnapshots(
        counts.times().stream().<MetricSnapshot>map(TimesCollector::histogram).toList());
  }

  private static HistogramSnapshot histogram(Times times) {
    MetricCatalog metric = times.metric();
    var histogram = HistogramSnapshot.builder().name(metric.prometheusName()).help(metric.help());
    double[] bounds =
        DoubleStream.concat(
                times.bounds().stream().mapToDouble(Double::doubleValue),
                DoubleStream.of(Double.POSITIVE_INFINITY))
            .toArray();
    for (Series series : times.series()) {
      histogram.dataPoint(point(series, bounds));
    }
    return histogram.build();
  }

  private static HistogramDataPointSnapshot point(Series series, double[] bounds) {
    List<String> names = series.labels().keySet().stream().sorted().toList();
    List<String> values =
        names.stream().map(name -> series.labels().getOrDefault(name, "")).toList();
    return HistogramDataPointSnapshot.builder()
        .labels(Labels.of(names, values))
        .classicHistogramBuckets(
            ClassicHistogramBuckets.of(bounds, series.counts().toArray(Number[]::new)))
        .sum(series.seconds())
        .build();
  }
}
