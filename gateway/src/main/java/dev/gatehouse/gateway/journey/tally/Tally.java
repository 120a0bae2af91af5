package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Rescue;
import dev.gatehouse.gateway.exchange.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The last stage: counts and logs every exchange once. */
@CrossThread
public final class Tally {
  private static final String UNROUTED = "none";

  private final MeterRegistry meters;
  private final AccessLog accessLog;
  private final Map<Route, Timer> timers;
  private final Timer unrouted;
  private final Map<String, Counter> refusals = new ConcurrentHashMap<>();
  private final DistributionSummary bytesIn;
  private final DistributionSummary bytesOut;

  public Tally(MeterRegistry meters, AccessLog accessLog) {
    this.meters = meters;
    this.accessLog = accessLog;
    this.timers =
        Arrays.stream(Route.values())
            .collect(
                Collectors.toUnmodifiableMap(Function.identity(), route -> timer(route.path())));
    this.unrouted = timer(UNROUTED);
    this.bytesIn = MetricCatalog.REQUEST_BYTES.summary(meters);
    this.bytesOut = MetricCatalog.RESPONSE_BYTES.summary(meters);
  }

  private Timer timer(String route) {
    return MetricCatalog.REQUESTS.timer(meters, "route", route);
  }

  /** Records how an exchange ended. */
  public void record(Exchange exchange, Outcome.Settling<?> outcome) {
    Journal journal = exchange.journal();
    Route route = journal.route();
    Timer timer = route == null ? unrouted : timers.getOrDefault(route, unrouted);
    timer.record(journal.nanosSinceStart(), TimeUnit.NANOSECONDS);
    bytesIn.record((double) journal.bytesIn());
    bytesOut.record((double) journal.bytesOut());
    if (outcome instanceof Outcome.Stopped<?>(Refusal refusal)) {
      String code = Rescue.answerTo(refusal).code();
      refusals
          .computeIfAbsent(code, c -> MetricCatalog.REFUSALS.counter(meters, "code", c))
          .increment();
      accessLog.refused(journal, refusal, code);
    } else {
      accessLog.served(journal);
    }
  }
}
