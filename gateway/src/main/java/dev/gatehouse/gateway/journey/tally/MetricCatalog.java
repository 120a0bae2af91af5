package dev.gatehouse.gateway.journey.tally;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Every metric of the data plane; a tenant is never a label. */
public enum MetricCatalog {
  CONNECTIONS("gatehouse.connections", "Clients that are connected"),
  SESSIONS("gatehouse.sessions", "WebSocket sessions and lasting streams under way"),
  STREAMS("gatehouse.upstream.streams", "Streams that tenants hold open in sqld"),
  LOOKUPS("gatehouse.directory.lookups", "Look-ups of tenants, by how they ended"),
  DIRECTORY_READS("gatehouse.directory.reads", "Time that a look-up in the registry takes"),
  DIRECTORY_ENTRIES("gatehouse.directory.entries", "Names at hand, by whether a tenant has them"),
  DIRECTORY_BYTES("gatehouse.directory.bytes", "About how much memory the names at hand take"),
  DIRECTORY_UNREADABLE(
      "gatehouse.directory.unreadable",
      "Seconds since when the registry cannot be read; 0 where it can"),
  BREAKERS("gatehouse.upstream.breakers", "Nodes that are left alone as they do not answer"),
  LANES("gatehouse.lanes", "Warm lanes that are open"),
  LANE_STREAMS("gatehouse.lanes.streams", "Streams that warm lanes hold open in sqld"),
  WAYS("gatehouse.lanes.pipelines", "Pipelines by the way they took: a lane, or why not"),
  TURNS("gatehouse.upstream.inflight", "Requests that nodes work on"),
  WAITING("gatehouse.upstream.waiting", "Requests that wait for their turn at a node"),
  CEILING(
      "gatehouse.upstream.ceiling", "How many requests nodes get at once, as their pace allows"),
  WAITED("gatehouse.upstream.wait", "Time that requests waited for their turn, if they had to"),
  SHED("gatehouse.upstream.shed", "Requests that waited in vain, by who had too much to do"),
  REQUESTS("gatehouse.requests", "Time from a request's head to the end of its answer, by route"),
  REQUEST_BYTES("gatehouse.request.bytes", "Bytes of request bodies"),
  RESPONSE_BYTES("gatehouse.response.bytes", "Bytes of answers' bodies"),
  REFUSALS("gatehouse.refusals", "Requests that were not served, by stable code"),
  ROWS("gatehouse.rows", "Rows that sqld read and wrote, as its answers say"),
  BLOCKED_STATEMENTS("gatehouse.blocked.statements", "Statements that sqld refused as blocked"),
  BLOCKED_NAMESPACES("gatehouse.blocked.namespaces", "Namespaces over a quota"),
  USAGE_FAILURES("gatehouse.usage.failures", "Times that usage could not be written down"),
  CERTIFICATE_EXPIRES(
      "gatehouse.tls.certificate.expires",
      "When the certificate of the public listener ends, in seconds since 1970; 0 where there is"
          + " none yet"),
  CERTIFICATE_ORDERS(
      "gatehouse.tls.certificate.orders",
      "Certificates that were asked for at the authority, by how that ended");

  private static final double MEDIAN = 0.5;
  private static final double SLOWEST = 0.99;

  private final String metric;
  private final String help;

  MetricCatalog(String metric, String help) {
    this.metric = metric;
    this.help = help;
  }

  /** Shows a number that is read when somebody asks. */
  public void gauge(MeterRegistry meters, Supplier<Number> value) {
    Gauge.builder(metric, value).description(help).register(meters);
  }

  Timer timer(MeterRegistry meters) {
    return Timer.builder(metric).description(help).register(meters);
  }

  /** Shows one of several such numbers. */
  public void gauge(MeterRegistry meters, String label, String value, Supplier<Number> number) {
    Gauge.builder(metric, number).description(help).tag(label, value).register(meters);
  }

  /** Shows a number that only grows, which the source is kept for. */
  public <T> void counter(
      MeterRegistry meters, String label, String value, T source, ToDoubleFunction<T> number) {
    FunctionCounter.builder(metric, source, number)
        .description(help)
        .tag(label, value)
        .register(meters);
  }

  /** Takes times, of which it shows the median and the slowest in a hundred. */
  public Timer percentiles(MeterRegistry meters) {
    return Timer.builder(metric)
        .description(help)
        .publishPercentiles(MEDIAN, SLOWEST)
        .register(meters);
  }

  /** Shows a number that only grows, and is read when somebody asks. */
  void total(MeterRegistry meters, DoubleSupplier number) {
    FunctionCounter.builder(metric, number, DoubleSupplier::getAsDouble)
        .description(help)
        .register(meters);
  }

  Counter counter(MeterRegistry meters) {
    return Counter.builder(metric).description(help).register(meters);
  }

  Timer timer(MeterRegistry meters, String label, String value) {
    return Timer.builder(metric).description(help).tag(label, value).register(meters);
  }

  Counter counter(MeterRegistry meters, String label, String value) {
    return Counter.builder(metric).description(help).tag(label, value).register(meters);
  }

  DistributionSummary summary(MeterRegistry meters) {
    return DistributionSummary.builder(metric).description(help).baseUnit("bytes").register(meters);
  }
}
