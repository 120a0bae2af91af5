package dev.gatehouse.gateway;

import dev.gatehouse.gateway.journey.accept.ConnectionLimiter;
import dev.gatehouse.gateway.journey.accept.TlsContexts;
import dev.gatehouse.gateway.journey.identify.Issuer;
import dev.gatehouse.gateway.journey.identify.JwksIssuer;
import dev.gatehouse.gateway.journey.send.Forwarder;
import dev.gatehouse.gateway.journey.send.PoolCounts.Cell;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The numbers that the parts of the data plane keep anyway. */
record DataPlaneGauges(MeterRegistry meters) {
  private static final String BECAUSE = "because";
  private static final String STATE = "state";
  private static final String RESULT = "result";

  void show(ConnectionLimiter limiter) {
    MetricCatalog.CONNECTIONS.gauge(meters, limiter::open);
    MetricCatalog refused = MetricCatalog.TURNED_AWAY;
    refused.counter(meters, BECAUSE, "total", limiter, ConnectionLimiter::refusedInAll);
    refused.counter(meters, BECAUSE, "address", limiter, ConnectionLimiter::refusedByAddress);
  }

  void show(Stages stages) {
    MetricCatalog.STREAMS.gauge(meters, stages.streams()::total);
    MetricCatalog.METERED.gauge(meters, stages.permit()::tenants);
    MetricCatalog.TOKENS.gauge(meters, stages.identify()::verified);
    MetricCatalog.SIGNATURES.total(meters, stages.identify(), all -> all.lookedAt());
  }

  void show(Forwarder forwarder) {
    MetricCatalog pool = MetricCatalog.POOL;
    pool.gauge(meters, STATE, "open", () -> forwarder.count(Cell.OPEN));
    pool.gauge(meters, STATE, "idle", () -> forwarder.count(Cell.IDLE));
    pool.gauge(meters, STATE, "leased", () -> leased(forwarder));
    pool.gauge(meters, STATE, "opening", () -> forwarder.count(Cell.OPENING));
    MetricCatalog.POOL_WAITING.gauge(meters, () -> forwarder.count(Cell.WAITING));
    MetricCatalog connects = MetricCatalog.CONNECTS;
    connects.counter(meters, RESULT, "ok", forwarder, all -> all.count(Cell.CONNECTED));
    connects.counter(meters, RESULT, "failed", forwarder, all -> all.count(Cell.FAILED));
  }

  /** The loops go on counting between the two looks. */
  private static long leased(Forwarder forwarder) {
    return Math.max(0, forwarder.count(Cell.OPEN) - forwarder.count(Cell.IDLE));
  }

  void showIssuers(Supplier<List<Issuer>> issuers) {
    MetricCatalog.KEYS_FAILING.gauge(
        meters,
        () ->
            issuers.get().stream()
                .filter(issuer -> issuer instanceof JwksIssuer jwks && jwks.isFailing())
                .count());
  }

  void show(TlsContexts tls, InstantSource clock) {
    MetricCatalog.CERTIFICATE.gauge(
        meters, () -> Duration.between(clock.instant(), tls.expires()).toSeconds());
  }
}
