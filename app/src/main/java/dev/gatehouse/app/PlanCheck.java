package dev.gatehouse.app;

import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.sqld.Finding;
import dev.gatehouse.sqld.Finding.Severity;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Plans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for namespaces on plans that the configuration does not have (any more). */
final class PlanCheck {
  private static final Logger log = LoggerFactory.getLogger(PlanCheck.class);
  private static final int PAGE = 1_000;

  private PlanCheck() {}

  static List<Finding> of(Plans plans, TenantRegistry registry) {
    Map<String, Integer> unknown = unknown(plans, registry);
    return unknown.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                "plans-unknown",
                Severity.WARNING,
                "Namespaces are on plans that the configuration does not have: %s."
                    .formatted(unknown),
                "Put these plans back into plans, or the namespaces on others: limits and quotas"
                    + " hold for them."));
  }

  /** Tells the log of them, in the background: there may be many namespaces. */
  static void log(Plans plans, TenantRegistry registry) {
    Thread.ofVirtual()
        .name("plan check")
        .start(
            () -> {
              Map<String, Integer> unknown = unknown(plans, registry);
              if (!unknown.isEmpty()) {
                log.atWarn()
                    .addKeyValue("namespaces", unknown)
                    .log("namespaces are on unknown plans; limits and quotas hold for them");
              }
            });
  }

  /** How many namespaces are on each of them; none where there are no plans. */
  private static Map<String, Integer> unknown(Plans plans, TenantRegistry registry) {
    var counts = new TreeMap<String, Integer>();
    Optional<Namespace> after = Optional.empty();
    boolean more = !plans.names().isEmpty();
    while (more) {
      List<TenantEntry> page = registry.page(new TenantQuery("", after, PAGE));
      for (TenantEntry entry : page) {
        entry
            .tenant()
            .plan()
            .filter(plan -> !plans.names().contains(plan))
            .ifPresent(plan -> counts.merge(plan, 1, Integer::sum));
        after = Optional.of(entry.namespace());
      }
      more = page.size() == PAGE;
    }
    return counts;
  }
}
