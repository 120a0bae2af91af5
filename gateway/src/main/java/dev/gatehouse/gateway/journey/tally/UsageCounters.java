package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.Usage;
import dev.gatehouse.tenancy.UsageMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** Counts in the metrics what all tenants together use, on its way to where each one's is kept. */
@CrossThread
public final class UsageCounters implements UsageMeter {
  private static final String KIND = "kind";

  private final UsageMeter meter;
  private final Counts counts;
  private final Counter read;
  private final Counter written;
  private final Counter blocked;

  public UsageCounters(MeterRegistry meters, UsageMeter meter, Counts counts) {
    this.meter = meter;
    this.counts = counts;
    this.read = MetricCatalog.ROWS.counter(meters, KIND, "read");
    this.written = MetricCatalog.ROWS.counter(meters, KIND, "written");
    this.blocked = MetricCatalog.BLOCKED_STATEMENTS.counter(meters);
    MetricCatalog.BLOCKED_NAMESPACES.gauge(meters, KIND, "reads", () -> meter.health().noReads());
    MetricCatalog.BLOCKED_NAMESPACES.gauge(meters, KIND, "writes", () -> meter.health().noWrites());
    MetricCatalog notices = MetricCatalog.NOTICES;
    notices.counter(meters, "result", "taken", meter, m -> m.notices().taken());
    notices.counter(meters, "result", "lost", meter, m -> m.notices().lost());
    MetricCatalog.USAGE_FAILURES.total(meters, meter, m -> m.health().failures());
  }

  @Override
  public void count(TenantRecord tenant, Usage usage) {
    read.increment((double) usage.rowsRead());
    written.increment((double) usage.rowsWritten());
    blocked.increment(usage.blocked());
    long rows = usage.rowsRead() + usage.rowsWritten();
    if (rows > 0) {
      counts.here().rank(Ranking.ROWS, tenant.namespace(), rows);
    }
    meter.count(tenant, usage);
  }

  @Override
  public Optional<String> warningTo(TenantRecord tenant) {
    return meter.warningTo(tenant);
  }

  @Override
  public Health health() {
    return meter.health();
  }
}
