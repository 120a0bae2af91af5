package dev.gatehouse.admin.api;

import dev.gatehouse.tenancy.Quota;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A quota as operators write and see it; null is no bound.
 *
 * @param rowsRead rows that may be read in a month
 * @param rowsWritten rows that may be written in a month
 * @param storageBytes bytes that the database may hold
 */
record QuotaView(@Nullable Long rowsRead, @Nullable Long rowsWritten, @Nullable Long storageBytes) {
  static final String FIELD = "quota";
  private static final Set<String> NAMES = Set.of("rowsRead", "rowsWritten", "storageBytes");

  static QuotaView of(Quota quota) {
    return new QuotaView(
        bound(quota.rowsReadMax()), bound(quota.rowsWrittenMax()), bound(quota.storageBytesMax()));
  }

  private static @Nullable Long bound(OptionalLong max) {
    return max.isPresent() ? max.getAsLong() : null;
  }

  /** The quota that is given in a field; nothing where it is absent or null. */
  static Optional<Quota> in(Fields fields) {
    return fields
        .object(FIELD, NAMES)
        .map(
            quota ->
                new Quota(
                    quota.count("rowsRead"),
                    quota.count("rowsWritten"),
                    quota.count("storageBytes")));
  }
}
