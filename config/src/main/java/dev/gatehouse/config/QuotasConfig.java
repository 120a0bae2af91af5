package dev.gatehouse.config;

import dev.gatehouse.config.value.RowsMax;
import dev.gatehouse.config.value.StorageMax;
import java.time.Duration;

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
        StorageMax storageMax,
    @Key(
            doc =
                "From how many percent of a quota on a tenant is warned: in the header"
                    + " `gatehouse-quota` of its answers, and with `quotas.webhook`.",
            bounds = "1..100")
        int softPercent,
    @Key(
            doc =
                "How often usage is written into the registry and held against the quotas. A crash"
                    + " loses at most what was used in this time, and a tenant uses at most so"
                    + " much more than it may.",
            bounds = "100ms..10m")
        Duration flushEvery,
    @Key(
            doc =
                "How many namespaces that used something are looked at in sqld each time, for the"
                    + " size of their databases and for what answers do not say. The others wait"
                    + " for the next time.",
            bounds = "1..10000")
        int looksMax,
    @Key(doc = "How many months of usage are kept besides the current one.", bounds = "1..1200")
        int monthsKept,
    @Key(doc = "Who is told of quotas that are used up, or nearly.") QuotaWebhookConfig webhook) {
  public static final QuotasConfig DEFAULTS =
      new QuotasConfig(
          RowsMax.NONE,
          RowsMax.NONE,
          StorageMax.NONE,
          80,
          Duration.ofSeconds(10),
          100,
          13,
          QuotaWebhookConfig.DEFAULTS);
}
