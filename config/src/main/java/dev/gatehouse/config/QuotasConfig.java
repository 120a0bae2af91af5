package dev.gatehouse.config;

import dev.gatehouse.config.value.RowsMax;
import dev.gatehouse.config.value.StorageMax;

/** How much one tenant may use in a month. */
public record QuotasConfig(
    @Key(
            doc =
                "Rows that the statements of one tenant may read in a calendar month (UTC); `none`"
                    + " is no bound.",
            reload = true)
        RowsMax rowsReadPerMonth,
    @Key(
            doc =
                "Rows that the statements of one tenant may write in a calendar month (UTC); `none`"
                    + " is no bound.",
            reload = true)
        RowsMax rowsWrittenPerMonth,
    @Key(
            doc = "How large the database of one tenant may become; `none` is no bound.",
            reload = true)
        StorageMax storageMax) {
  public static final QuotasConfig DEFAULTS =
      new QuotasConfig(RowsMax.NONE, RowsMax.NONE, StorageMax.NONE);
}
