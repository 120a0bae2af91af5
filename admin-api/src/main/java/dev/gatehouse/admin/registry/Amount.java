package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.NamespaceId;
import java.time.YearMonth;

/**
 * What a namespace used of a month.
 *
 * @param id the namespace, which never is another one
 * @param month the calendar month, of UTC
 * @param rowsRead rows that sqld read for it
 * @param rowsWritten rows that sqld wrote for it
 * @param storageBytes the size of its database when it was last looked at; of no meaning where
 *     amounts are added
 */
public record Amount(
    NamespaceId id, YearMonth month, long rowsRead, long rowsWritten, long storageBytes) {

  public Amount plus(long read, long written) {
    return new Amount(id, month, rowsRead + read, rowsWritten + written, storageBytes);
  }
}
