package dev.gatehouse.admin.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.audit.AuditTrail;
import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Creating and deleting, with an sqld that does not always do its part. */
final class NamespaceProvisionerTest {
  private static final Namespace ALPHA = new Namespace("alpha");
  private static final AuditTrail NOBODY_NOTES = (actor, action, target) -> {};
  private static final NodeId NODE = new NodeId("local");

  private final FakeNode node = new FakeNode();
  private final Registry file;
  private final TenantRegistry registry;
  private final NamespaceProvisioner provisioner;

  NamespaceProvisionerTest(@TempDir Path folder) {
    file = SqliteRegistry.open(folder.resolve("registry.db"));
    registry = new TenantRegistry(file.tenants(), InstantSource.system());
    provisioner = new NamespaceProvisioner(registry, node, NODE, FakeSeeds.none(registry, node));
  }

  @BeforeEach
  void beginEmpty() {
    assertEquals(Set.of(), node.held());
  }

  @AfterEach
  void close() {
    file.close();
  }

  private Optional<Lifecycle> state() {
    return registry.entry(ALPHA).map(TenantEntry::state);
  }

  @Test
  void createsOnTheNodeAndInTheRegistry() {
    var created = assertInstanceOf(Creation.Created.class, provisioner.create(ALPHA));
    assertEquals(Lifecycle.ACTIVE, created.entry().state());
    assertEquals(Optional.of(created.entry().tenant()), registry.find(ALPHA));
    assertEquals(Set.of(created.entry().id()), node.held());
  }

  @Test
  void refusesANameThatIsTaken() {
    provisioner.create(ALPHA);
    assertInstanceOf(Creation.Taken.class, provisioner.create(ALPHA));
    assertEquals(1, node.held().size());
  }

  @Test
  void givesANameThatIsFreeAgainANewId() {
    provisioner.create(ALPHA);
    NamespaceId old = registry.find(ALPHA).orElseThrow().id();
    assertInstanceOf(Deletion.Deleted.class, provisioner.delete(ALPHA));
    assertEquals(Set.of(), node.held());
    provisioner.create(ALPHA);
    assertNotEquals(old, registry.find(ALPHA).orElseThrow().id());
  }

  @Test
  void deletesNothingThatIsNotThere() {
    assertInstanceOf(Deletion.Unknown.class, provisioner.delete(ALPHA));
  }

  @ParameterizedTest
  @EnumSource(value = FakeNode.Mood.class, names = "WELL", mode = EnumSource.Mode.EXCLUDE)
  void servesNothingThatTheNodeFailedToCreate(FakeNode.Mood mood) {
    node.feel(mood);
    assertInstanceOf(Creation.NodeFailed.class, provisioner.create(ALPHA));
    assertEquals(Optional.empty(), registry.find(ALPHA));
    node.feel(FakeNode.Mood.WELL);
    assertInstanceOf(Creation.Created.class, provisioner.create(ALPHA));
    assertEquals(1, node.held().size());
  }

  @Test
  void leavesNothingOfANamespaceThatTheNodeTookAndDoesNotServe() {
    node.feel(FakeNode.Mood.POISONED);
    provisioner.create(ALPHA);
    assertEquals(Optional.empty(), state());
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeNode.Mood.class,
      names = {"DOWN", "LOSES_ANSWERS"})
  void goesOnWithADeletionThatTheNodeFailed(FakeNode.Mood mood) {
    provisioner.create(ALPHA);
    node.feel(mood);
    assertInstanceOf(Deletion.NodeFailed.class, provisioner.delete(ALPHA));
    assertEquals(Optional.empty(), registry.find(ALPHA));
    assertInstanceOf(Creation.Taken.class, provisioner.create(ALPHA));
    node.feel(FakeNode.Mood.WELL);
    assertInstanceOf(Deletion.Deleted.class, provisioner.delete(ALPHA));
    assertEquals(Optional.empty(), state());
    assertEquals(Set.of(), node.held());
  }

  @Test
  void keepsWhatItCannotReconcileForTheNextTime() {
    registry.begin(ALPHA, NamespaceId.random(), NODE);
    var reconciler = new Reconciler(registry, provisioner, node, NOBODY_NOTES);
    node.feel(FakeNode.Mood.DOWN);
    reconciler.reconcile();
    assertEquals(Optional.of(Lifecycle.CREATING), state());
    node.feel(FakeNode.Mood.WELL);
    reconciler.reconcile();
    assertEquals(Optional.empty(), state());
  }

  @Test
  void makesOneNamespaceOfTwentyConcurrentCreations() throws Exception {
    var creations = new ArrayList<Callable<Creation>>();
    var ready = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      creations.add(
          () -> {
            ready.countDown();
            ready.await();
            return provisioner.create(ALPHA);
          });
    }
    int created = 0;
    int refused = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var creation : threads.invokeAll(creations)) {
        switch (creation.get()) {
          case Creation.Created _ -> created++;
          case Creation.Taken _, Creation.Busy _ -> refused++;
          case Creation.NodeFailed _, Creation.Refused _ ->
              throw new AssertionError("the node was well");
        }
      }
    }
    assertEquals(List.of(1, 19), List.of(created, refused));
    assertEquals(1, node.held().size());
  }

  @Test
  void leavesACreationUnderWayAlone() throws Exception {
    var onNode = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var slow =
        new NamespaceProvisioner(
            registry,
            new SlowNode(node, onNode, goOn),
            NODE,
            FakeSeeds.none(registry, new SlowNode(node, onNode, goOn)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var creation = threads.submit(() -> slow.create(ALPHA));
      onNode.await();
      new Reconciler(registry, slow, node, NOBODY_NOTES).reconcile();
      assertInstanceOf(Creation.Busy.class, slow.create(ALPHA));
      assertInstanceOf(Deletion.Busy.class, slow.delete(ALPHA));
      assertEquals(Optional.of(Lifecycle.CREATING), state());
      goOn.countDown();
      assertInstanceOf(Creation.Created.class, creation.get());
    }
    assertTrue(registry.find(ALPHA).isPresent());
  }

  @Test
  void undoesACreationThatAnotherProcessGaveUp() throws Exception {
    var onNode = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var slow =
        new NamespaceProvisioner(
            registry,
            new SlowNode(node, onNode, goOn),
            NODE,
            FakeSeeds.none(registry, new SlowNode(node, onNode, goOn)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var creation = threads.submit(() -> slow.create(ALPHA));
      onNode.await();
      new Reconciler(registry, provisioner, node, NOBODY_NOTES).reconcile();
      goOn.countDown();
      assertInstanceOf(Creation.Busy.class, creation.get());
    }
    assertEquals(Optional.empty(), state());
    assertEquals(Set.of(), node.held());
  }

  /** A node whose creation waits until it is told to go on. */
  private record SlowNode(NodeAdmin node, CountDownLatch onNode, CountDownLatch goOn)
      implements NodeAdmin {
    @Override
    public void create(NamespaceId id) throws NodeFailedException {
      onNode.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new NodeFailedException("interrupted", e);
      }
      node.create(id);
    }

    @Override
    public boolean exists(NamespaceId id) throws NodeFailedException {
      return node.exists(id);
    }

    @Override
    public void delete(NamespaceId id) throws NodeFailedException {
      node.delete(id);
    }
  }
}
