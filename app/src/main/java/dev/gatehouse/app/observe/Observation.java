package dev.gatehouse.app.observe;

import dev.gatehouse.gateway.Gateway;
import dev.gatehouse.gateway.journey.accept.Transport;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import dev.gatehouse.gateway.operate.Figures;
import dev.gatehouse.gateway.operate.TopTenants;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that is counted, as the operations listener shows it. */
public final class Observation implements Figures, AutoCloseable {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private volatile @Nullable TopTenants top;
  private @Nullable ProcessMeters process;

  /** One of this version of Gatehouse. */
  public Observation(String version) {
    MetricCatalog.BUILD.fact(meters, "version", version, "java", Runtime.version().feature() + "");
  }

  /** Where numbers go. */
  public MeterRegistry meters() {
    return meters;
  }

  /** Shows from now on what a data plane counts. */
  public void watch(Gateway gateway, Transport transport) {
    meters.getPrometheusRegistry().register(new TimesCollector(gateway.counts()));
    top = new TopTenants(transport.loops(), gateway.counts());
  }

  /** The process is looked at from the first time on: at a start nobody should wait for that. */
  @Override
  public String metrics() {
    synchronized (this) {
      if (process == null) {
        process = ProcessMeters.bind(meters);
      }
    }
    return meters.scrape();
  }

  @Override
  public Optional<TopTenants> top() {
    return Optional.ofNullable(top);
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      process.close();
      process = null;
    }
  }
}
