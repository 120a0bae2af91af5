package dev.gatehouse.config;

import dev.gatehouse.config.value.RowsMax;
import dev.gatehouse.config.value.StorageMax;
import java.util.Optional;

/** How much a tenant on a plan may use in a month. */
public record PlanQuotasConfig(
    @Key(
            doc = "In the place of `quotas.rowsReadPerMonth`; left out, that one holds.",
            reload = true)
        Optional<RowsMax> rowsReadPerMonth,
    @Key(
            doc = "In the place of `quotas.rowsWrittenPerMonth`; left out, that one holds.",
            reload = true)
        Optional<RowsMax> rowsWrittenPerMonth,
    @Key(doc = "In the place of `quotas.storageMax`; left out, that one holds.", reload = true)
        Optional<StorageMax> storageMax) {
  public static final PlanQuotasConfig DEFAULTS =
      new PlanQuotasConfig(Optional.empty(), Optional.empty(), Optional.empty());
}
