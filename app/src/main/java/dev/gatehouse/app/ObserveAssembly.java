package dev.gatehouse.app;

import dev.gatehouse.app.observe.OtlpExporter;
import dev.gatehouse.app.observe.OtlpExporter.Collector;
import dev.gatehouse.app.observe.OtlpExporter.Header;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.LogConfig;
import dev.gatehouse.config.TraceConfig;
import dev.gatehouse.gateway.journey.tally.LogSettings;
import dev.gatehouse.gateway.journey.tally.LogSettings.Which;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import dev.gatehouse.gateway.journey.tally.SpanSink;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import org.slf4j.event.Level;

/** What is logged, traced and shown, from the configuration. */
final class ObserveAssembly {
  private ObserveAssembly() {}

  /** Which exchanges have a line in the log. */
  static LogSettings log(LogConfig log) {
    return new LogSettings(
        switch (log.access().mode()) {
          case OFF -> Which.FAULTS;
          case REFUSALS -> Which.REFUSALS;
          case SAMPLED -> Which.SAMPLED;
          case ALL -> Which.ALL;
        },
        Level.valueOf(log.access().level().name()),
        log.access().sampleOneIn(),
        log.access().linesPerSecondMax(),
        log.slow());
  }

  /** Where traces go; nothing of that is loaded where they go nowhere. */
  static SpanSink spans(
      GatehouseConfig config, Installation installation, MeterRegistry meters, Closing closing) {
    TraceConfig trace = config.trace();
    return trace
        .otlp()
        .endpoint()
        .<SpanSink>map(
            endpoint ->
                closing.later(
                    new OtlpExporter(
                        new Collector(
                            traces(endpoint.toString()),
                            trace
                                .otlp()
                                .headerName()
                                .flatMap(
                                    name ->
                                        trace
                                            .otlp()
                                            .headerValue()
                                            .map(value -> new Header(name, value.reveal()))),
                            trace.otlp().queueMax()),
                        trace.sampleOneIn(),
                        installation.version(),
                        meters)))
        .orElseGet(SpanSink::none);
  }

  private static URI traces(String endpoint) {
    return URI.create(endpoint.replaceFirst("/+$", "") + "/v1/traces");
  }

  /** Shows how the sqld behind is. */
  static void show(MeterRegistry meters, Upstream upstream, Proof proof, Condition condition) {
    MetricCatalog.READY.gauge(meters, () -> condition.now().ready() ? 1 : 0);
    MetricCatalog.SQLD_UP.gauge(meters, () -> upstream.isUp() ? 1 : 0);
    MetricCatalog.SQLD_PROVEN.gauge(meters, () -> proof.objection().isEmpty() ? 1 : 0);
    MetricCatalog.PROOF_AGE.gauge(
        meters, () -> proof.age().map(age -> age.toMillis() / 1000.0).orElse(-1.0));
    MetricCatalog.SQLD_RESTARTS.total(meters, upstream, Upstream::restarts);
  }
}
