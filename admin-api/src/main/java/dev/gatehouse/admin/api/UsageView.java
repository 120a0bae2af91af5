package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.Amount;
import org.jspecify.annotations.Nullable;

/**
 * What a namespace used in a month.
 *
 * @param namespace its name
 * @param id the name that sqld knows, which no other namespace ever has
 * @param month the calendar month, of UTC
 * @param rowsRead rows that sqld read for it
 * @param rowsWritten rows that sqld wrote for it
 * @param storageBytes the size of its database when it was last looked at in that month
 * @param quota what it may use, now
 * @param blocked what it is refused now: nothing, writes, reads or all
 */
record UsageView(
    String namespace,
    String id,
    String month,
    long rowsRead,
    long rowsWritten,
    long storageBytes,
    @Nullable QuotaView quota,
    @Nullable String blocked) {

  static UsageView of(
      String namespace, Amount used, @Nullable QuotaView quota, @Nullable String blocked) {
    return new UsageView(
        namespace,
        used.id().value(),
        used.month().toString(),
        used.rowsRead(),
        used.rowsWritten(),
        used.storageBytes(),
        quota,
        blocked);
  }
}
