package dev.gatehouse.gateway;

import dev.gatehouse.gateway.journey.locate.LookupCounts;
import dev.gatehouse.gateway.journey.locate.TenantDirectory;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** The numbers of the tenant look-ups. */
final class DirectoryGauges {
  private static final String RESULT = "result";
  private static final String KIND = "kind";
  private static final String KNOWN = "known";
  private static final String UNKNOWN = "unknown";

  private DirectoryGauges() {}

  /** Takes how long look-ups in the registry take. */
  static LongConsumer reads(MeterRegistry meters) {
    Timer reads = MetricCatalog.DIRECTORY_READS.percentiles(meters);
    return nanos -> reads.record(nanos, TimeUnit.NANOSECONDS);
  }

  static void show(TenantDirectory directory, MeterRegistry meters) {
    LookupCounts counts = directory.counts();
    MetricCatalog lookups = MetricCatalog.LOOKUPS;
    lookups.counter(meters, RESULT, "hit", counts, LookupCounts::hits);
    lookups.counter(meters, RESULT, "miss", counts, LookupCounts::misses);
    lookups.counter(meters, RESULT, "stale", counts, LookupCounts::staleAnswers);
    lookups.counter(meters, RESULT, "failed", counts, LookupCounts::failures);
    MetricCatalog.DIRECTORY_ENTRIES.gauge(meters, KIND, KNOWN, directory::knownCount);
    MetricCatalog.DIRECTORY_ENTRIES.gauge(meters, KIND, UNKNOWN, directory::unknownCount);
    MetricCatalog.DIRECTORY_BYTES.gauge(meters, KIND, KNOWN, directory::knownBytes);
    MetricCatalog.DIRECTORY_BYTES.gauge(meters, KIND, UNKNOWN, directory::unknownBytes);
    MetricCatalog.DIRECTORY_UNREADABLE.gauge(
        meters, () -> directory.unreadableFor().toMillis() / 1000.0);
  }
}
