package dev.gatehouse.admin.usage;

import dev.gatehouse.admin.registry.Amount;
import dev.gatehouse.admin.usage.TenantUsage.Taken;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.Usage;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What tenants use, in memory until it is written down. Holds those who used something lately, and
 * those of whom something could not be written down.
 */
final class UsageBook {
  private final InstantSource clock;
  private final Map<NamespaceId, TenantUsage> tenants = new ConcurrentHashMap<>();
  private volatile Span span;

  /** A calendar month and when it is over. */
  private record Span(YearMonth month, long endMillis) {}

  UsageBook(InstantSource clock) {
    this.clock = clock;
    this.span = spanOf(clock.millis());
  }

  private Span spanOf(long millis) {
    var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    YearMonth month = YearMonth.from(day);
    long end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    return new Span(month, Math.max(end, millis));
  }

  /** The month that it is. */
  YearMonth month() {
    long now = clock.millis();
    Span known = span;
    if (now >= known.endMillis()) {
      known = spanOf(now);
      span = known;
    }
    return known.month();
  }

  /** Adds to what a tenant used; whether it used a quota up by that. */
  boolean add(TenantRecord tenant, Usage usage) {
    YearMonth month = month();
    while (true) {
      TenantUsage entry = entry(tenant, month);
      switch (entry.add(tenant, month, usage)) {
        case IN -> {
          return false;
        }
        case OVER -> {
          return true;
        }
        case TOO_LATE -> {
          boolean _ = tenants.remove(tenant.id(), entry);
        }
      }
    }
  }

  private TenantUsage entry(TenantRecord tenant, YearMonth month) {
    TenantUsage known = tenants.get(tenant.id());
    return known != null
        ? known
        : tenants.computeIfAbsent(tenant.id(), _ -> new TenantUsage(tenant, month));
  }

  /** Takes all that is to be written down, and forgets who has not used anything for long. */
  List<Taken> take() {
    var all = new ArrayList<Taken>();
    tenants.values().forEach(entry -> entry.take().ifPresent(all::add));
    boolean _ = tenants.values().removeIf(TenantUsage::retire);
    return all;
  }

  void giveBack(Taken taken) {
    YearMonth month = taken.amounts().getLast().month();
    entry(taken.tenant(), month).giveBack(taken);
  }

  /** What a tenant used in a month and is not written down yet. */
  Amount pending(NamespaceId id, YearMonth month) {
    TenantUsage entry = tenants.get(id);
    return entry == null ? new Amount(id, month, 0, 0, 0) : entry.pending(month);
  }

  void stand(NamespaceId id, Standing standing) {
    TenantUsage entry = tenants.get(id);
    if (entry != null) {
      entry.stand(standing);
    }
  }

  Optional<String> warningTo(NamespaceId id) {
    TenantUsage entry = tenants.get(id);
    return entry == null ? Optional.empty() : entry.warning();
  }
}
