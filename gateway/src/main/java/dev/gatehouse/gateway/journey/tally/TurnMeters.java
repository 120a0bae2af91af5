package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.journey.send.turn.TurnEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts who had to wait in front of a node, and who waited in vain. */
@CrossThread
public final class TurnMeters implements TurnEvents {
  private static final String LABEL = "because";

  private final Timer waited;
  private final Counter byTenant;
  private final Counter byNode;

  public TurnMeters(MeterRegistry meters) {
    this.waited = MetricCatalog.WAITED.timer(meters);
    this.byTenant = MetricCatalog.SHED.counter(meters, LABEL, "tenant");
    this.byNode = MetricCatalog.SHED.counter(meters, LABEL, "node");
  }

  @Override
  public void onWaited(long nanos) {
    waited.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void onShed(boolean isTenants) {
    (isTenants ? byTenant : byNode).increment();
  }
}
