package dev.gatehouse.admin.usage;

import dev.gatehouse.admin.audit.AuditTrail;
import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.registry.Amount;
import dev.gatehouse.admin.registry.Block;
import dev.gatehouse.admin.registry.Metered;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.UsageStore;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.Quota;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.UsageMeter;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds what tenants used against what they may, and lets sqld refuse the rest. */
public final class QuotaWatch {
  private static final Logger log = LoggerFactory.getLogger(QuotaWatch.class);
  private static final int PAGE = 500;

  private final UsageStore store;
  private final MeteredNode node;
  private final Supplier<Plans> plans;
  private final int softPercent;
  private final QuotaNotices notices;
  private final AuditTrail audit;

  /**
   * @param softPercent how much of a quota is nearly all of it
   * @param notices tells those who want to know
   */
  public QuotaWatch(
      UsageStore store,
      MeteredNode node,
      Supplier<Plans> plans,
      int softPercent,
      QuotaNotices notices,
      AuditTrail audit) {
    this.store = store;
    this.node = node;
    this.plans = plans;
    this.softPercent = softPercent;
    this.notices = notices;
    this.audit = audit;
  }

  /** What became of the notices so far. */
  UsageMeter.Notices notices() {
    return notices.counts();
  }

  /** What there is a quota of. */
  enum Kind {
    ROWS_READ("rows-read", 1),
    ROWS_WRITTEN("rows-written", 2),
    STORAGE("storage", 4);

    private final String text;
    private final int bit;

    Kind(String text, int bit) {
      this.text = text;
      this.bit = bit;
    }

    String text() {
      return text;
    }

    /** What the registry remembers of a notice. */
    int bit(boolean over) {
      return over ? bit << 8 : bit;
    }
  }

  /** How much is used of one quota. */
  private record Share(Kind kind, long used, long max) {
    boolean isOver() {
      return used >= max;
    }

    long percent() {
      return max == 0 ? 100 : (long) Math.floor(Math.min(999.0, used * 100.0 / max));
    }

    String text() {
      return kind.text() + "=" + percent() + "%";
    }
  }

  /** Decides what holds for a tenant now, and sees to it. */
  Standing judge(TenantRecord tenant, YearMonth month) {
    NamespaceId id = tenant.id();
    Amount used = store.of(id, month);
    Metered metered = store.metered(id);
    Quota quota = plans.get().quotaOf(tenant);
    List<Share> shares = shares(quota, used, metered);
    Block wanted = Block.of(isOver(shares, Kind.ROWS_READ), isOverOnWrites(shares));
    Block block = metered.block();
    if (wanted != metered.block() || !metered.isApplied()) {
      block = apply(tenant, wanted, metered, shares) ? wanted : block;
    }
    List<Share> high = shares.stream().filter(share -> share.percent() >= softPercent).toList();
    tell(tenant, month, high);
    Optional<String> warning =
        high.isEmpty()
            ? Optional.empty()
            : Optional.of(String.join(", ", high.stream().map(Share::text).toList()));
    return new Standing(used, quota, block, warning);
  }

  private static List<Share> shares(Quota quota, Amount used, Metered metered) {
    var shares = new ArrayList<Share>();
    add(shares, Kind.ROWS_READ, used.rowsRead(), quota.rowsReadMax());
    add(shares, Kind.ROWS_WRITTEN, used.rowsWritten(), quota.rowsWrittenMax());
    add(shares, Kind.STORAGE, metered.storageBytes(), quota.storageBytesMax());
    return shares;
  }

  private static void add(List<Share> shares, Kind kind, long used, OptionalLong max) {
    if (max.isPresent()) {
      shares.add(new Share(kind, used, max.getAsLong()));
    }
  }

  private static boolean isOver(List<Share> shares, Kind kind) {
    return shares.stream().anyMatch(share -> share.kind() == kind && share.isOver());
  }

  private static boolean isOverOnWrites(List<Share> shares) {
    return isOver(shares, Kind.ROWS_WRITTEN) || isOver(shares, Kind.STORAGE);
  }

  private boolean apply(TenantRecord tenant, Block wanted, Metered metered, List<Share> shares) {
    List<String> over =
        shares.stream()
            .filter(Share::isOver)
            .map(share -> share.kind().text().replace('-', ' '))
            .toList();
    // Whatever breaks off after this is done again: the registry says that it is not done.
    if (wanted != metered.block() || metered.isApplied()) {
      store.block(tenant.id(), wanted, false);
    }
    try {
      node.block(tenant.id(), wanted, String.join(", ", over));
    } catch (NodeFailedException e) {
      log.atWarn().addKeyValue("tenant", tenant.namespace()).setCause(e).log("quota not enforced");
      return false;
    }
    store.block(tenant.id(), wanted, true);
    if (wanted != metered.block()) {
      String action = wanted == Block.NONE ? "quota-unblock" : "quota-block-" + text(wanted);
      audit.note("quota", action, tenant.namespace().name());
    }
    return true;
  }

  private static String text(Block block) {
    return block.name().toLowerCase(Locale.ROOT);
  }

  private void tell(TenantRecord tenant, YearMonth month, List<Share> high) {
    if (high.isEmpty() || !notices.isWanted()) {
      return;
    }
    int bits = 0;
    for (Share share : high) {
      bits |= share.kind().bit(share.isOver());
    }
    int missing = store.tell(tenant.id(), month, bits);
    for (Share share : high) {
      if ((missing & share.kind().bit(share.isOver())) != 0) {
        notices.send(
            new QuotaNotice(
                tenant.id(),
                tenant.namespace(),
                month,
                share.kind().text(),
                share.used(),
                share.max()));
      }
    }
  }

  /** Decides again for all that are refused something: the month or their quota may be another. */
  void judgeBlocked(YearMonth month) {
    String after = "";
    List<TenantEntry> page;
    do {
      page = store.blocked(after, PAGE);
      for (TenantEntry entry : page) {
        Standing _ = judge(entry.tenant(), month);
        after = entry.id().value();
      }
    } while (page.size() == PAGE);
  }
}
