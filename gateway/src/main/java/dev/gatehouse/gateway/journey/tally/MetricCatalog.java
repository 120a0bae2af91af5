package dev.gatehouse.gateway.journey.tally;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Every metric of the data plane; a tenant is never a label. */
public enum MetricCatalog {
  CONNECTIONS("gatehouse.connections", "Clients that are connected"),
  SESSIONS("gatehouse.sessions", "WebSocket sessions and lasting streams under way"),
  STREAMS("gatehouse.upstream.streams", "Streams that tenants hold open in sqld"),
  BREAKERS("gatehouse.upstream.breakers", "Nodes that are left alone as they do not answer"),
  REQUESTS("gatehouse.requests", "Time from a request's head to the end of its answer, by route"),
  REQUEST_BYTES("gatehouse.request.bytes", "Bytes of request bodies"),
  RESPONSE_BYTES("gatehouse.response.bytes", "Bytes of answers' bodies"),
  REFUSALS("gatehouse.refusals", "Requests that were not served, by stable code"),
  ROWS("gatehouse.rows", "Rows that sqld read and wrote, as its answers say"),
  BLOCKED_STATEMENTS("gatehouse.blocked.statements", "Statements that sqld refused as blocked"),
  BLOCKED_NAMESPACES("gatehouse.blocked.namespaces", "Namespaces over a quota"),
  USAGE_FAILURES("gatehouse.usage.failures", "Times that usage could not be written down");

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

  /** Shows one of several numbers that are read when somebody asks. */
  void gauge(MeterRegistry meters, String label, String value, Supplier<Number> number) {
    Gauge.builder(metric, number).description(help).tag(label, value).register(meters);
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
