package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.NamespaceId;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;

/** What namespaces used, month by month. */
public interface UsageStore {

  /** Adds to what was used, all of it or nothing. */
  void add(Collection<Amount> amounts);

  /** What a namespace used in a month. */
  Amount of(NamespaceId id, YearMonth month);

  /** How far the counting of a namespace is. */
  Metered metered(NamespaceId id);

  /** Keeps what a look at sqld's sums has shown, and adds what it confirmed to the month. */
  void looked(NamespaceId id, YearMonth month, Metered before, Metered after);

  /** Says what a namespace is refused, and whether sqld does so by now. */
  void block(NamespaceId id, Block block, boolean isApplied);

  /** Some of the namespaces behind this id that are refused something, or may still be. */
  List<TenantEntry> blocked(String afterId, int entriesMax);

  /** How many namespaces are refused this. */
  long countBlocked(boolean reads);

  /** Those of these bits that had not been set for the namespace and the month, and are now. */
  int tell(NamespaceId id, YearMonth month, int bits);

  /** Those who used most in a month. */
  List<Ranked> top(YearMonth month, By by, int entriesMax);

  /** What all used in a month. */
  Total total(YearMonth month);

  /** Forgets the months before this one, and what is gone. */
  void prune(YearMonth first);

  /** By what namespaces are ranked. */
  enum By {
    ROWS_READ("rows_read"),
    ROWS_WRITTEN("rows_written"),
    STORAGE_BYTES("storage_bytes");

    private final String column;

    By(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }

  /** A namespace and what it used; a name may stand there again for one that is no more. */
  record Ranked(String namespace, Amount amount) {}

  /** Sums over all namespaces. */
  record Total(long namespaces, long rowsRead, long rowsWritten, long storageBytes) {}
}
