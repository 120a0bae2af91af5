package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.Amount;
import dev.gatehouse.admin.registry.Block;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.usage.Metering;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Plans;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Shows what one namespace used in a month. */
final class GetUsage implements Endpoint {
  private final TenantRegistry registry;
  private final Metering metering;
  private final Supplier<Plans> plans;

  GetUsage(TenantRegistry registry, Metering metering, Supplier<Plans> plans) {
    this.registry = registry;
    this.metering = metering;
    this.plans = plans;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/usage";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    var given = new Parameters(call, Set.of(Months.NAME));
    YearMonth month = Months.in(given).orElseGet(metering::month);
    given.done();
    return Namespace.parse(call.variable("name"))
        .flatMap(registry::entry)
        .map(entry -> Reply.json(200, view(entry, month)))
        .orElseThrow(() -> new ProblemException(Problem.unknownNamespace()));
  }

  private UsageView view(TenantEntry entry, YearMonth month) {
    Amount used = metering.usedBy(entry.id(), month);
    Block block = metering.store().metered(entry.id()).block();
    return UsageView.of(
        entry.namespace().name(),
        used,
        QuotaView.of(plans.get().quotaOf(entry.tenant())),
        block.name().toLowerCase(Locale.ROOT));
  }
}
