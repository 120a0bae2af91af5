package dev.gatehouse.gateway.journey.tally;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** Every metric of the data plane; a tenant is never a label. */
public enum MetricCatalog {
  CONNECTIONS("gatehouse.connections", "Clients that are connected"),
  SESSIONS("gatehouse.sessions", "WebSocket sessions and lasting streams under way"),
  STREAMS("gatehouse.upstream.streams", "Streams that tenants hold open in sqld"),
  BREAKERS("gatehouse.upstream.breakers", "Nodes that are left alone as they do not answer"),
  TURNS("gatehouse.upstream.inflight", "Requests that nodes work on"),
  WAITING("gatehouse.upstream.waiting", "Requests that wait for their turn at a node"),
  CEILING(
      "gatehouse.upstream.ceiling", "How many requests nodes get at once, as their pace allows"),
  WAITED("gatehouse.upstream.wait", "Time that requests waited for their turn, if they had to"),
  SHED("gatehouse.upstream.shed", "Requests that waited in vain, by who had too much to do"),
  REQUESTS("gatehouse.requests", "Time from a request's head to the end of its answer, by route"),
  REQUEST_BYTES("gatehouse.request.bytes", "Bytes of request bodies"),
  RESPONSE_BYTES("gatehouse.response.bytes", "Bytes of answers' bodies"),
  REFUSALS("gatehouse.refusals", "Requests that were not served, by stable code");

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
