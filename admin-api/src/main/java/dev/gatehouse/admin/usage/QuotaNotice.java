package dev.gatehouse.admin.usage;

import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.YearMonth;

/**
 * That a tenant has used nearly all of a quota, or all of it.
 *
 * @param id which namespace
 * @param namespace its name
 * @param month the month
 * @param quota which quota
 * @param used how much
 * @param max of how much
 */
public record QuotaNotice(
    NamespaceId id, Namespace namespace, YearMonth month, String quota, long used, long max) {

  public String type() {
    return used >= max ? "quota.exceeded" : "quota.warning";
  }

  /** The same for the same event however often it is sent. */
  public String messageId() {
    return "msg_%s_%s_%s_%s"
        .formatted(id.value(), month, quota, used >= max ? "exceeded" : "warning");
  }
}
