package dev.gatehouse.admin.usage;

import dev.gatehouse.admin.registry.Amount;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.Usage;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one tenant has used and nobody has written down yet. */
final class TenantUsage {
  private static final int IDLE_ROUNDS_MAX = 60;

  private TenantRecord tenant;
  private Amount current;
  private final List<Amount> earlier = new ArrayList<>(0);
  private boolean untold;
  private boolean wrote;
  private boolean used;
  private boolean alarmed;
  private boolean retired;
  private int idleRounds;
  private @Nullable Standing standing;

  TenantUsage(TenantRecord tenant, YearMonth month) {
    this.tenant = tenant;
    this.current = new Amount(tenant.id(), month, 0, 0, 0);
  }

  /** What became of an addition. */
  enum Added {
    /** It is in. */
    IN,
    /** It is in, and uses a quota up. */
    OVER,
    /** Nobody looks here any more. */
    TOO_LATE
  }

  /**
   * What is to be written down of a tenant.
   *
   * @param amounts by month
   * @param untold whether sqld did more than it said
   * @param wrote whether its size may have changed
   */
  record Taken(TenantRecord tenant, List<Amount> amounts, boolean untold, boolean wrote) {}

  synchronized Added add(TenantRecord by, YearMonth month, Usage usage) {
    if (retired) {
      return Added.TOO_LATE;
    }
    tenant = by;
    used = true;
    untold |= usage.more();
    wrote |= usage.rowsWritten() > 0 || usage.more();
    if (!month.equals(current.month())) {
      earlier.add(current);
      current = new Amount(by.id(), month, 0, 0, 0);
    }
    current = current.plus(usage.rowsRead(), usage.rowsWritten());
    boolean over =
        standing != null
            && standing.used().month().equals(month)
            && standing.isPassedBy(current.rowsRead(), current.rowsWritten());
    if (over && !alarmed) {
      alarmed = true;
      return Added.OVER;
    }
    return Added.IN;
  }

  /** Takes what is to be written down; nothing where nothing was used. */
  synchronized Optional<Taken> take() {
    if (!used) {
      idleRounds++;
      return Optional.empty();
    }
    earlier.add(current);
    List<Amount> amounts = List.copyOf(earlier);
    earlier.clear();
    current = new Amount(current.id(), current.month(), 0, 0, 0);
    var taken = new Taken(tenant, amounts, untold, wrote);
    used = false;
    untold = false;
    wrote = false;
    alarmed = false;
    idleRounds = 0;
    return Optional.of(taken);
  }

  /** Takes back what could not be written down. */
  synchronized void giveBack(Taken taken) {
    used = true;
    untold |= taken.untold();
    wrote |= taken.wrote();
    for (Amount amount : taken.amounts()) {
      if (amount.month().equals(current.month())) {
        current = current.plus(amount.rowsRead(), amount.rowsWritten());
      } else {
        merge(amount);
      }
    }
  }

  private void merge(Amount amount) {
    for (int i = 0; i < earlier.size(); i++) {
      if (earlier.get(i).month().equals(amount.month())) {
        earlier.set(i, earlier.get(i).plus(amount.rowsRead(), amount.rowsWritten()));
        return;
      }
    }
    earlier.add(amount);
  }

  /** What is not written down of a month yet. */
  synchronized Amount pending(YearMonth month) {
    Amount pending = new Amount(current.id(), month, 0, 0, 0);
    if (current.month().equals(month)) {
      pending = pending.plus(current.rowsRead(), current.rowsWritten());
    }
    for (Amount amount : earlier) {
      if (amount.month().equals(month)) {
        pending = pending.plus(amount.rowsRead(), amount.rowsWritten());
      }
    }
    return pending;
  }

  synchronized void stand(Standing now) {
    standing = now;
  }

  synchronized Optional<String> warning() {
    return standing == null ? Optional.empty() : standing.warning();
  }

  /** Ends the remembering of a tenant that has not used anything for long. */
  synchronized boolean retire() {
    retired = !used && idleRounds > IDLE_ROUNDS_MAX;
    return retired;
  }
}
