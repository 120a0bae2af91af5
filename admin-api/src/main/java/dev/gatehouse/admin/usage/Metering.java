package dev.gatehouse.admin.usage;

import dev.gatehouse.admin.registry.Amount;
import dev.gatehouse.admin.registry.RegistryException;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.registry.UsageStore;
import dev.gatehouse.admin.usage.TenantUsage.Taken;
import dev.gatehouse.admin.work.Worker;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.Usage;
import dev.gatehouse.tenancy.UsageMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what tenants use, writes it down now and then, and has it held against their quotas, on a
 * thread of its own.
 */
public final class Metering implements UsageMeter, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Metering.class);
  private static final int AT_ONCE_MAX = 1_000;
  private static final int CHANGED_MAX = 10_000;
  private static final Duration GAP = Duration.ofMillis(100);

  private final UsageStore store;
  private final TenantRegistry registry;
  private final QuotaWatch watch;
  private final UsageBook book;
  private final UsageLooks looks;
  private final Rhythm rhythm;
  private final Set<Namespace> changed = ConcurrentHashMap.newKeySet();
  private final Semaphore wakes = new Semaphore(0);
  private final AtomicLong failures = new AtomicLong();
  private volatile Health health = Health.GOOD;
  private volatile boolean leading;
  private @Nullable YearMonth pruned;
  private @Nullable Worker worker;

  /**
   * When it does what.
   *
   * @param flushEvery how often usage is written down
   * @param looksMax how many namespaces are looked at each time
   * @param monthsKept how many months before this one are kept
   */
  public record Rhythm(Duration flushEvery, int looksMax, int monthsKept) {}

  public Metering(
      UsageStore store,
      TenantRegistry registry,
      MeteredNode node,
      QuotaWatch watch,
      Rhythm rhythm,
      InstantSource clock) {
    this.store = store;
    this.registry = registry;
    this.watch = watch;
    this.rhythm = rhythm;
    this.book = new UsageBook(clock);
    this.looks = new UsageLooks(book, store, node, rhythm.looksMax(), clock);
    registry.onChange(this::onChange);
  }

  private void onChange(Namespace namespace) {
    if (changed.size() < CHANGED_MAX) {
      changed.add(namespace);
    }
    wakes.release();
  }

  /** Begins to write down, beside another process that holds usage against quotas. */
  public void start() {
    worker = Worker.start("metering", this::run);
  }

  /** Holds usage against quotas from now on: only one process does. */
  public void lead() {
    leading = true;
    wakes.release();
  }

  private void run() throws InterruptedException {
    while (true) {
      boolean _ = wakes.tryAcquire(rhythm.flushEvery().toNanos(), TimeUnit.NANOSECONDS);
      int _ = wakes.drainPermits();
      round();
      Thread.sleep(GAP);
    }
  }

  /** Does all that is due; what fails is done the next time. */
  void round() {
    try {
      YearMonth month = book.month();
      Map<NamespaceId, TenantRecord> active = flush();
      if (!leading) {
        return;
      }
      looks.look().forEach(tenant -> active.put(tenant.id(), tenant));
      for (Namespace namespace : List.copyOf(changed)) {
        changed.remove(namespace);
        registry.find(namespace).ifPresent(tenant -> active.put(tenant.id(), tenant));
      }
      active.values().forEach(tenant -> judge(tenant, month));
      watch.judgeBlocked(month);
      if (!month.equals(pruned)) {
        store.prune(month.minusMonths(rhythm.monthsKept()));
        pruned = month;
      }
      health = new Health(failures.get(), store.countBlocked(true), store.countBlocked(false));
    } catch (RegistryException e) {
      failed(e);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("the counting of usage failed");
    }
  }

  private void judge(TenantRecord tenant, YearMonth month) {
    registry
        .entry(tenant.namespace())
        .map(TenantEntry::tenant)
        .filter(now -> now.id().equals(tenant.id()))
        .ifPresent(now -> book.stand(now.id(), watch.judge(now, month)));
  }

  /** Writes down what was used; what cannot be written stays in memory. */
  private Map<NamespaceId, TenantRecord> flush() {
    var written = new LinkedHashMap<NamespaceId, TenantRecord>();
    List<Taken> all = book.take();
    for (int from = 0; from < all.size(); from += AT_ONCE_MAX) {
      List<Taken> some = all.subList(from, Math.min(all.size(), from + AT_ONCE_MAX));
      var amounts = new ArrayList<Amount>();
      some.forEach(taken -> amounts.addAll(taken.amounts()));
      try {
        store.add(amounts);
      } catch (RegistryException e) {
        all.subList(from, all.size()).forEach(book::giveBack);
        failed(e);
        return written;
      }
      for (Taken taken : some) {
        written.put(taken.tenant().id(), taken.tenant());
        looks.want(taken.tenant(), taken.untold(), taken.wrote());
      }
    }
    return written;
  }

  private void failed(RegistryException e) {
    long count = failures.incrementAndGet();
    health = new Health(count, health.noReads(), health.noWrites());
    log.atWarn().setCause(e).log("usage is not written down now; it is kept in memory");
  }

  @Override
  public void count(TenantRecord tenant, Usage usage) {
    if (book.add(tenant, usage)) {
      wakes.release();
    }
  }

  @Override
  public Optional<String> warningTo(TenantRecord tenant) {
    return book.warningTo(tenant.id());
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public Notices notices() {
    return watch.notices();
  }

  /** The month that it is. */
  public YearMonth month() {
    return book.month();
  }

  /** What a namespace used in a month, up to now. */
  public Amount usedBy(NamespaceId id, YearMonth month) {
    Amount pending = book.pending(id, month);
    return store.of(id, month).plus(pending.rowsRead(), pending.rowsWritten());
  }

  /** What is written down. */
  public UsageStore store() {
    return store;
  }

  /** Has all plans looked at again soon. */
  public void onPlansChanged() {
    wakes.release();
  }

  /** Writes down what there is, and ends. */
  @Override
  public void close() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
    Map<NamespaceId, TenantRecord> _ = flush();
  }
}
