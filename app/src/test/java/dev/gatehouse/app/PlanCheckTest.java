package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.registry.Owner;
import dev.gatehouse.admin.registry.Profile;
import dev.gatehouse.admin.registry.SchemaState;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Plan;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.Quota;
import dev.gatehouse.tenancy.TenantRecord;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCheckTest {
  private static final Limits LIMITS = new Limits(1, 1, 1);
  private static final Plans PRO =
      new Plans(LIMITS, Quota.NONE, List.of(new Plan("pro", LIMITS, Quota.NONE)));

  private static void put(TenantRegistry registry, String name, String plan) {
    var tenant =
        new TenantRecord(
            new Namespace(name),
            NamespaceId.random(),
            new NodeId("main"),
            Lifecycle.CREATING,
            Optional.empty());
    registry.begin(tenant, new Profile(Owner.NONE, Optional.of(plan), false), SchemaState.NONE);
  }

  @Test
  void findsNamespacesOnPlansThatAreNotThere(@TempDir Path folder) {
    try (var file = SqliteRegistry.open(folder.resolve("registry.db"))) {
      var registry = new TenantRegistry(file.tenants(), InstantSource.system());
      put(registry, "a", "pro");
      assertEquals(List.of(), PlanCheck.of(PRO, registry));

      put(registry, "b", "gone");
      put(registry, "c", "gone");

      assertTrue(PlanCheck.of(PRO, registry).getFirst().sentence().contains("gone=2"));
      assertEquals(List.of(), PlanCheck.of(Plans.standard(LIMITS), registry), "plans are labels");
    }
  }
}
