package dev.gatehouse.admin.usage;

import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.usage.Metering.Rhythm;
import dev.gatehouse.tenancy.Plans;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes a metering that does nothing by itself. */
public final class MeteringStand {
  private MeteringStand() {}

  public static Metering over(
      Registry file, TenantRegistry registry, Supplier<Plans> plans, InstantSource clock) {
    var node = new FakeMeteredNode();
    var watch = new QuotaWatch(file.usage(), node, plans, 80, QuotaNotices.none(), (_, _, _) -> {});
    var rhythm = new Rhythm(Duration.ofHours(1), 10, 2);
    return new Metering(file.usage(), registry, node, watch, rhythm, clock);
  }
}
