package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.tenancy.TenantRecord;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the registry said of a tenant, when, and since when it could not say it again. */
@CrossThread
final class KnownTenant {
  /** Objects and places in tables, for one tenant; measured, and rounded up. */
  private static final int FIXED_BYTES = 768;

  private final TenantRecord record;
  private final long readAtNanos;
  private volatile @Nullable Long doubtedSinceNanos;

  KnownTenant(TenantRecord record, long readAtNanos) {
    this.record = record;
    this.readAtNanos = readAtNanos;
  }

  TenantRecord record() {
    return record;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - readAtNanos;
  }

  /** The registry could not say it again; the first time counts. */
  void doubt(long nowNanos) {
    if (doubtedSinceNanos == null) {
      doubtedSinceNanos = nowNanos;
    }
  }

  OptionalLong doubtedSinceNanos() {
    Long since = doubtedSinceNanos;
    return since == null ? OptionalLong.empty() : OptionalLong.of(since);
  }

  /** About how much memory it takes, its name as a key included. */
  int bytes() {
    return FIXED_BYTES + 2 * record.namespace().name().length() + record.node().name().length();
  }
}
