package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.exchange.Route;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What all event loops counted, put together when somebody asks. */
@CrossThread
public final class Counts {
  private static final Route[] ROUTES = Route.values();
  private static final String[] CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
  private static final double NANOS = 1e9;

  private final List<LoopCounts> loops = new CopyOnWriteArrayList<>();
  private final FastThreadLocal<LoopCounts> own =
      new FastThreadLocal<>() {
        @Override
        protected LoopCounts initialValue() {
          var counts = new LoopCounts();
          loops.add(counts);
          return counts;
        }
      };

  /**
   * The times of one set of labels.
   *
   * @param labels which
   * @param counts how many fell into each place, the last beyond all bounds
   * @param seconds their sum
   */
  public record Series(Map<String, String> labels, List<Long> counts, double seconds) {}

  /**
   * One metric with its times.
   *
   * @param metric which
   * @param bounds the upper bounds of its places, in seconds
   * @param series one for each set of labels
   */
  public record Times(MetricCatalog metric, List<Double> bounds, List<Series> series) {}

  /** What the calling thread counts in. */
  LoopCounts here() {
    return own.get();
  }

  /** All metrics of times. */
  public List<Times> times() {
    return List.of(
        new Times(MetricCatalog.REQUESTS, Histogram.bounds(), requests()),
        new Times(MetricCatalog.LEGS, Histogram.bounds(), legs()));
  }

  private List<Series> requests() {
    List<Series> series = new ArrayList<>();
    for (int route = 0; route <= ROUTES.length; route++) {
      String label = route < ROUTES.length ? ROUTES[route].label() : "none";
      for (int statusClass = 0; statusClass < CLASSES.length; statusClass++) {
        int here = route;
        int its = statusClass;
        var labels = Map.of("route", label, "status", CLASSES[statusClass]);
        Series all = sum(labels, loop -> loop.requests(here, its));
        if (all.counts().stream().anyMatch(count -> count > 0)) {
          series.add(all);
        }
      }
    }
    return series;
  }

  private List<Series> legs() {
    List<Series> series = new ArrayList<>();
    for (int place = 0; place < Leg.COUNT; place++) {
      int here = place;
      series.add(sum(Map.of("stage", Leg.at(place).label()), loop -> loop.leg(here)));
    }
    return series;
  }

  private Series sum(Map<String, String> labels, Function<LoopCounts, @Nullable Histogram> part) {
    long[] counts = new long[Histogram.boundsInSeconds().length + 1];
    long nanos = 0;
    for (LoopCounts loop : loops) {
      Histogram histogram = part.apply(loop);
      nanos += histogram == null ? 0 : histogram.addTo(counts);
    }
    List<Long> boxed = new ArrayList<>(counts.length);
    for (long count : counts) {
      boxed.add(count);
    }
    return new Series(labels, boxed, nanos / NANOS);
  }

  long total(ToLongFunction<LoopCounts> number) {
    return loops.stream().mapToLong(number).sum();
  }

  /** How many requests of a route, by its label, are over. */
  public long requests(String route) {
    return requests().stream()
        .filter(series -> route.equals(series.labels().get("route")))
        .flatMap(series -> series.counts().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Whom the calling event loop ranks. */
  public List<Hitter> rankedHere(Ranking ranking, long nanos) {
    return here().hitters().kept(ranking, nanos);
  }
}
