package dev.gatehouse.admin.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to namespaces by itself: at the start, and when their time is over. */
final class ReconcilerTest {
  private static final Namespace ALPHA = new Namespace("alpha");
  private static final Namespace BETA = new Namespace("beta");

  private final FakeNode node = new FakeNode();
  private final ManualClock clock = new ManualClock();
  private final List<String> notes = new ArrayList<>();
  private final Registry file;
  private final TenantRegistry registry;
  private final NamespaceProvisioner provisioner;
  private final TenantChanges changes;

  ReconcilerTest(@TempDir Path folder) {
    file = SqliteRegistry.open(folder.resolve("registry.db"));
    registry = new TenantRegistry(file.tenants(), clock);
    provisioner =
        new NamespaceProvisioner(
            registry, node, new NodeId("local"), FakeSeeds.none(registry, node));
    changes = new TenantChanges(registry, Duration.ofDays(7));
  }

  @AfterEach
  void close() {
    file.close();
  }

  private void note(String actor, String action, String target) {
    notes.add(actor + ": " + action + " " + target);
  }

  private Reconciler reconciler() {
    return new Reconciler(registry, provisioner, node, this::note);
  }

  private NamespaceId create(Namespace namespace) {
    provisioner.create(namespace);
    return registry.entry(namespace).orElseThrow().id();
  }

  @Test
  void findsNothingWhereRegistryAndSqldAgree() throws Exception {
    create(ALPHA);
    create(BETA);
    changes.trash(BETA, Optional.empty());
    assertEquals(Reconciler.Comparison.EQUAL, reconciler().compare());
    assertEquals(2, node.held().size());
  }

  @Test
  void saysWhatSqldHasLostAndMakesNoEmptyOneInItsPlace() throws Exception {
    node.set(create(ALPHA), false);
    var found = reconciler().compare();
    assertEquals(List.of(ALPHA), found.missing());
    assertEquals(Set.of(), node.held());
    assertEquals(Optional.of(Lifecycle.ACTIVE), registry.entry(ALPHA).map(e -> e.state()));
  }

  @Test
  void clearsWhatIsLeftOfTheDeadAndNothingStrange() throws Exception {
    NamespaceId dead = create(ALPHA);
    provisioner.delete(ALPHA);
    NamespaceId strange = NamespaceId.random();
    node.set(dead, true);
    node.set(strange, true);
    var reconciler = reconciler();
    assertEquals(Set.of(strange), reconciler.compare().strange());
    assertEquals(Set.of(strange), reconciler.lastComparison().strange());
    assertEquals(Set.of(strange), node.held());
    assertEquals(List.of("reconciler: clear leftover " + dead), notes);
  }

  @Test
  void notesWhatItRemoves() {
    registry.begin(ALPHA, NamespaceId.random(), new NodeId("local"));
    reconciler().reconcile();
    assertEquals(List.of("reconciler: remove half-done alpha"), notes);
  }

  @Test
  void notesNothingWhereNothingIsLeft() {
    create(ALPHA);
    reconciler().reconcile();
    assertEquals(List.of(), notes);
    assertEquals(1, node.held().size());
  }

  @Test
  void deletesForGoodWhatHasBeenInTheTrashLongEnough() {
    create(ALPHA);
    create(BETA);
    changes.trash(ALPHA, Optional.empty());
    var sweeper = new TrashSweeper(registry, provisioner, this::note);
    clock.advance(Duration.ofDays(7).minusMillis(1));
    assertEquals(0, sweeper.sweep());
    clock.advance(Duration.ofMillis(1));
    assertEquals(1, sweeper.sweep());
    assertEquals(Optional.empty(), registry.entry(ALPHA));
    assertEquals(1, node.held().size());
    assertEquals(List.of("sweeper: purge alpha"), notes);
  }

  @Test
  void deletesNothingThatWasBroughtBack() {
    create(ALPHA);
    changes.trash(ALPHA, Optional.empty());
    clock.advance(Duration.ofDays(8));
    changes.restore(ALPHA, Optional.empty());
    assertEquals(0, new TrashSweeper(registry, provisioner, this::note).sweep());
    assertEquals(Optional.of(Lifecycle.ACTIVE), registry.entry(ALPHA).map(e -> e.state()));
  }
}
