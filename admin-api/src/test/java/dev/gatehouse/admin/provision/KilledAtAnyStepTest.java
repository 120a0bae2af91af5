package dev.gatehouse.admin.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.audit.AuditTrail;
import dev.gatehouse.admin.registry.Owner;
import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.registry.TenantStore;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final AuditTrail NOBODY_NOTES = (actor, action, target) -> {};
  private static final Namespace BETA = new Namespace("beta");

  /** One process with its view of the file and the node. */
  private record Life(
      TenantRegistry registry, NamespaceProvisioner provisioner, NodeInventory node) {
    static Life over(TenantStore store, NodeAdmin node, NodeInventory held) {
      var registry = new TenantRegistry(store, InstantSource.system());
      return new Life(
          registry,
          new NamespaceProvisioner(
              registry, node, new NodeId("local"), FakeSeeds.none(registry, node)),
          held);
    }

    void reconcile() {
      new Reconciler(registry, provisioner, node, NOBODY_NOTES).reconcile();
    }

    void compare() {
      try {
        var _ = new Reconciler(registry, provisioner, node, NOBODY_NOTES).compare();
      } catch (NodeFailedException e) {
        throw new AssertionError("the node was well", e);
      }
    }

    TenantChanges changes() {
      return new TenantChanges(registry, Duration.ZERO);
    }

    void sweep() {
      new TrashSweeper(registry, provisioner, NOBODY_NOTES).sweep();
    }

    Optional<Lifecycle> state(Namespace namespace) {
      return registry.entry(namespace).map(TenantEntry::state);
    }
  }

  /** Runs a work with a death at moment 0, 1, 2, …, until it lives through; checks after each. */
  private static int killEverywhere(Path folder, Consumer<Life> before, Consumer<Life> work) {
    return killEverywhere(folder, before, work, heir -> {});
  }

  /** The same, where the next process does something more than it does at its start. */
  private static int killEverywhere(
      Path folder, Consumer<Life> before, Consumer<Life> work, Consumer<Life> after) {
    int moment = 0;
    boolean killed;
    do {
      var node = new FakeNode();
      Path file = folder.resolve(moment + ".db");
      var death = new KillSwitch(moment);
      try (Registry registry = SqliteRegistry.open(file)) {
        before.accept(Life.over(registry.tenants(), node, node));
        work.accept(Life.over(death.guard(registry.tenants()), death.guard(node), node));
      } catch (KillSwitch.Killed expected) {
        assertTrue(death.hasKilled());
      }
      killed = death.hasKilled();
      try (Registry registry = SqliteRegistry.open(file)) {
        Life heir = Life.over(registry.tenants(), node, node);
        heir.reconcile();
        after.accept(heir);
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
        living.stream().map(TenantEntry::id).collect(Collectors.toSet()), node.held(), where);
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

  @Test
  void leavesNoHalfOfACreationWithAllThatCanBeSaid(@TempDir Path folder) {
    var spec =
        new NamespaceSpec(
            ALPHA,
            new Owner(Optional.of("ann"), Optional.of("ann@example.org")),
            Optional.of("pro"),
            Optional.of(new Limits(1, 2, 3)),
            false,
            Optional.empty());
    int moments =
        killEverywhere(
            folder,
            process -> process.provisioner().create(BETA),
            process -> process.provisioner().create(spec));
    assertEquals(9, moments);
  }

  @Test
  void emptiesTheTrashWhole(@TempDir Path folder) {
    int moments =
        killEverywhere(
            folder,
            process -> {
              Set.of(ALPHA, BETA).forEach(process.provisioner()::create);
              process.changes().trash(ALPHA, Optional.empty());
            },
            Life::sweep,
            Life::sweep);
    assertEquals(8, moments);
  }

  @Test
  void trashesWholeOrNotAtAll(@TempDir Path folder) {
    int moments =
        killEverywhere(
            folder,
            process -> Set.of(ALPHA, BETA).forEach(process.provisioner()::create),
            process -> process.changes().trash(ALPHA, Optional.empty()),
            Life::sweep);
    assertEquals(3, moments);
  }

  @Test
  void clearsWhatIsLeftOfTheDead(@TempDir Path folder) {
    int moments =
        killEverywhere(
            folder,
            process -> {
              Set.of(ALPHA, BETA).forEach(process.provisioner()::create);
              NamespaceId id = process.registry().entry(ALPHA).orElseThrow().id();
              process.provisioner().delete(ALPHA);
              ((FakeNode) process.node()).set(id, true);
            },
            Life::compare,
            Life::compare);
    assertEquals(5, moments);
  }

  private static void leaveHalfCreated(Life process) {
    process.registry().begin(ALPHA, NamespaceId.random(), new NodeId("local"));
  }
}
