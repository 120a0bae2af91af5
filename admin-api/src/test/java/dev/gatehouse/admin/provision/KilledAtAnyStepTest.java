package dev.gatehouse.admin.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.registry.TenantStore;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process dies while it changes a namespace, and another takes over its file. */
final class KilledAtAnyStepTest {
  private static final Namespace ALPHA = new Namespace("alpha");
  private static final Namespace BETA = new Namespace("beta");

  /** One process with its view of the file and the node. */
  private record Life(TenantRegistry registry, NamespaceProvisioner provisioner) {
    static Life over(TenantStore store, NodeAdmin node) {
      var registry = new TenantRegistry(store, InstantSource.system());
      return new Life(registry, new NamespaceProvisioner(registry, node, new NodeId("local")));
    }

    void reconcile() {
      new Reconciler(registry, provisioner).reconcile();
    }

    Optional<Lifecycle> state(Namespace namespace) {
      return registry.entry(namespace).map(TenantEntry::state);
    }
  }

  /** Runs a work with a death at moment 0, 1, 2, …, until it lives through; checks after each. */
  private static int killEverywhere(Path folder, Consumer<Life> before, Consumer<Life> work) {
    int moment = 0;
    boolean killed;
    do {
      var node = new FakeNode();
      Path file = folder.resolve(moment + ".db");
      var death = new KillSwitch(moment);
      try (Registry registry = SqliteRegistry.open(file)) {
        before.accept(Life.over(registry.tenants(), node));
        work.accept(Life.over(death.guard(registry.tenants()), death.guard(node)));
      } catch (KillSwitch.Killed expected) {
        assertTrue(death.hasKilled());
      }
      killed = death.hasKilled();
      try (Registry registry = SqliteRegistry.open(file)) {
        Life heir = Life.over(registry.tenants(), node);
        heir.reconcile();
        assertClean(heir, node, moment);
        assertCanGoOn(heir);
        assertClean(heir, node, moment);
      }
      moment++;
    } while (killed);
    return moment - 1;
  }

  private static void assertClean(Life process, FakeNode node, int moment) {
    List<TenantEntry> living = process.registry().page(new TenantQuery("", Optional.empty(), 100));
    String where = "after a death at moment " + moment;
    assertEquals(List.of(), process.registry().unfinished(), where);
    assertTrue(living.stream().allMatch(entry -> entry.state() == Lifecycle.ACTIVE), where);
    assertEquals(
        living.stream().map(TenantEntry::id).collect(Collectors.toSet()), node.namespaces(), where);
    assertTrue(
        living.stream().map(TenantEntry::namespace).collect(Collectors.toSet()).contains(BETA),
        where);
  }

  private static void assertCanGoOn(Life heir) {
    if (heir.state(ALPHA).isEmpty()) {
      assertInstanceOf(Creation.Created.class, heir.provisioner().create(ALPHA));
    } else {
      assertInstanceOf(Creation.Taken.class, heir.provisioner().create(ALPHA));
    }
    assertInstanceOf(Deletion.Deleted.class, heir.provisioner().delete(ALPHA));
    assertInstanceOf(Creation.Created.class, heir.provisioner().create(ALPHA));
  }

  @Test
  void leavesNoHalfOfACreation(@TempDir Path folder) {
    int moments =
        killEverywhere(
            folder,
            process -> process.provisioner().create(BETA),
            process -> process.provisioner().create(ALPHA));
    assertEquals(9, moments);
  }

  @Test
  void leavesNoHalfOfADeletion(@TempDir Path folder) {
    int moments =
        killEverywhere(
            folder,
            process -> Set.of(ALPHA, BETA).forEach(process.provisioner()::create),
            process -> process.provisioner().delete(ALPHA));
    assertEquals(7, moments);
  }

  @Test
  void leavesNoHalfOfAReconciliation(@TempDir Path folder) {
    int moments =
        killEverywhere(
            folder,
            process -> {
              process.provisioner().create(BETA);
              leaveHalfCreated(process);
            },
            Life::reconcile);
    assertEquals(6, moments);
  }

  private static void leaveHalfCreated(Life process) {
    process.registry().begin(ALPHA, NamespaceId.random(), new NodeId("local"));
  }
}
