package dev.gatehouse.admin.usage;

import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.registry.Amount;
import dev.gatehouse.admin.registry.Metered;
import dev.gatehouse.admin.registry.UsageStore;
import dev.gatehouse.admin.usage.MeteredNode.Sums;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at sqld's own sums of those who used something: for the size of their databases, and for
 * what its answers did not say. A bounded number at a time, whoever waits longest first.
 */
final class UsageLooks {
  private static final Logger log = LoggerFactory.getLogger(UsageLooks.class);

  /** sqld itself looks at a size only once a minute. */
  private static final Duration SIZE_LAG = Duration.ofSeconds(70);

  private final UsageBook book;
  private final UsageStore store;
  private final MeteredNode node;
  private final int atOnceMax;
  private final InstantSource clock;
  private final Map<NamespaceId, Wanted> wanted = new HashMap<>();

  /** A look that is due, and the time until which another one may show another size. */
  private record Wanted(TenantRecord tenant, Instant due, Instant sizeDue) {
    Wanted and(Wanted newer) {
      Instant sooner = newer.due.isBefore(due) ? newer.due : due;
      return new Wanted(
          newer.tenant, sooner, newer.sizeDue.isAfter(sizeDue) ? newer.sizeDue : sizeDue);
    }
  }

  UsageLooks(
      UsageBook book, UsageStore store, MeteredNode node, int atOnceMax, InstantSource clock) {
    this.book = book;
    this.store = store;
    this.node = node;
    this.atOnceMax = atOnceMax;
    this.clock = clock;
  }

  /** Wants a look soon; where the size may change, another one when sqld knows it. */
  void want(TenantRecord tenant, boolean first, boolean size) {
    Instant now = clock.instant();
    Instant sizeDue = size ? now.plus(SIZE_LAG) : Instant.EPOCH;
    var wish = new Wanted(tenant, first ? Instant.EPOCH : now, sizeDue);
    Wanted _ = wanted.merge(tenant.id(), wish, Wanted::and);
  }

  /** Looks at those whose time it is; tells at whom. */
  List<TenantRecord> look() {
    Instant now = clock.instant();
    List<Wanted> due =
        wanted.values().stream()
            .filter(one -> !one.due().isAfter(now))
            .sorted((one, two) -> one.due().compareTo(two.due()))
            .limit(atOnceMax)
            .toList();
    var done = new ArrayList<TenantRecord>();
    for (Wanted one : due) {
      NamespaceId id = one.tenant().id();
      try {
        boolean settled = lookAt(id);
        wanted.remove(id);
        done.add(one.tenant());
        if (!settled) {
          wanted.put(id, new Wanted(one.tenant(), now, one.sizeDue()));
        } else if (one.sizeDue().isAfter(now)) {
          wanted.put(id, new Wanted(one.tenant(), one.sizeDue(), one.sizeDue()));
        }
      } catch (NodeFailedException e) {
        wanted.remove(id);
        log.atDebug().addKeyValue("tenant", one.tenant().namespace()).setCause(e).log("no sums");
      }
    }
    return done;
  }

  private boolean lookAt(NamespaceId id) throws NodeFailedException {
    Sums sums = node.sums(id);
    Metered before = store.metered(id);
    Amount pending = book.pending(id, book.month());
    var after =
        new Metered(
            before.read().seen(sums.rowsRead(), pending.rowsRead()),
            before.written().seen(sums.rowsWritten(), pending.rowsWritten()),
            sums.storageBytes(),
            before.block(),
            before.isApplied());
    store.looked(id, book.month(), before, after);
    return after.read().isSettled() && after.written().isSettled();
  }
}
