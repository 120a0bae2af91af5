package dev.gatehouse.admin.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Quota;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators do to a namespace, and in which states they can. */
final class TenantChangesTest {
  private static final Namespace ALPHA = new Namespace("alpha");
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Duration TRASH = Duration.ofDays(7);

  private final Registry file;
  private final TenantRegistry registry;
  private final TenantChanges changes;

  TenantChangesTest(@TempDir Path folder) {
    file = SqliteRegistry.open(folder.resolve("registry.db"));
    registry = new TenantRegistry(file.tenants(), InstantSource.fixed(NOW));
    changes = new TenantChanges(registry, TRASH);
  }

  @AfterEach
  void close() {
    file.close();
  }

  private TenantEntry active() {
    registry.activate(
        registry.begin(ALPHA, NamespaceId.random(), new NodeId("local")).orElseThrow());
    return registry.entry(ALPHA).orElseThrow();
  }

  private TenantEntry stored(Change change) {
    TenantEntry entry = assertInstanceOf(Change.Done.class, change).entry();
    assertEquals(Optional.of(entry), registry.entry(ALPHA));
    return entry;
  }

  private Change protect(Optional<TenantVersion> seen) {
    return changes.edit(
        ALPHA,
        seen,
        profile -> new Profile(profile.owner(), profile.plan(), true),
        UnaryOperator.identity(),
        UnaryOperator.identity());
  }

  @Test
  void suspendsWithAReasonAndResumes() {
    TenantEntry before = active();
    TenantEntry suspended = stored(changes.suspend(ALPHA, Optional.empty(), "unpaid"));
    assertEquals(Lifecycle.SUSPENDED, suspended.state());
    assertEquals(Optional.of("unpaid"), suspended.standing().suspendedReason());
    assertEquals(before.revision().version() + 1, suspended.revision().version());
    stored(changes.suspend(ALPHA, Optional.empty(), "still unpaid"));
    TenantEntry resumed = stored(changes.resume(ALPHA, Optional.empty()));
    assertEquals(Lifecycle.ACTIVE, resumed.state());
    assertEquals(Standing.GOOD, resumed.standing());
    assertEquals(resumed, stored(changes.resume(ALPHA, Optional.empty())));
  }

  @Test
  void bringsBackWhatIsInTheTrashAsItWas() {
    active();
    TenantEntry trashed = stored(changes.trash(ALPHA, Optional.empty()));
    assertEquals(Lifecycle.TRASHED, trashed.state());
    assertEquals(Optional.of(NOW.plus(TRASH)), trashed.standing().trashedUntil());
    assertEquals(Optional.empty(), registry.find(ALPHA));
    assertEquals(trashed, stored(changes.trash(ALPHA, Optional.empty())));
    assertEquals(Lifecycle.ACTIVE, stored(changes.restore(ALPHA, Optional.empty())).state());
    changes.suspend(ALPHA, Optional.empty(), "unpaid");
    changes.trash(ALPHA, Optional.empty());
    TenantEntry restored = stored(changes.restore(ALPHA, Optional.empty()));
    assertEquals(Lifecycle.SUSPENDED, restored.state());
    assertEquals(Optional.of("unpaid"), restored.standing().suspendedReason());
  }

  @Test
  void trashesNothingThatIsProtected() {
    active();
    assertTrue(stored(protect(Optional.empty())).profile().isProtected());
    assertInstanceOf(Change.Protected.class, changes.trash(ALPHA, Optional.empty()));
  }

  @Test
  void editsWhatIsSaidAndTheLimits() {
    active();
    var owner = new Owner(Optional.of("ann"), Optional.of("ann@example.org"));
    Optional<Limits> limits = Optional.of(new Limits(1, 2, 3));
    var quota =
        Optional.of(new Quota(OptionalLong.of(0), OptionalLong.empty(), OptionalLong.of(5)));
    TenantEntry edited =
        stored(
            changes.edit(
                ALPHA,
                Optional.empty(),
                profile -> new Profile(owner, Optional.of("pro"), profile.isProtected()),
                old -> limits,
                old -> quota));
    assertEquals(owner, edited.owner());
    assertEquals(Optional.of("pro"), edited.profile().plan());
    assertEquals(limits, edited.tenant().limits());
    assertEquals(limits, registry.find(ALPHA).orElseThrow().limits());
    assertEquals(quota, registry.find(ALPHA).orElseThrow().quota());
  }

  @Test
  void changesOnlyTheVersionThatTheCallerHasSeen() {
    TenantVersion seen = active().version();
    stored(protect(Optional.of(seen)));
    assertInstanceOf(Change.Outdated.class, protect(Optional.of(seen)));
    assertInstanceOf(Change.Outdated.class, changes.suspend(ALPHA, Optional.of(seen), "late"));
    assertInstanceOf(Change.Outdated.class, changes.trash(ALPHA, Optional.of(seen)));
    assertEquals(Lifecycle.ACTIVE, registry.entry(ALPHA).orElseThrow().state());
  }

  @Test
  void takesNoVersionOfAnEarlierNamespaceOfTheName() {
    TenantEntry old = active();
    registry.beginDeletion(old);
    registry.bury(old);
    TenantEntry young = active();
    assertEquals(old.revision().version(), young.revision().version());
    assertInstanceOf(
        Change.Outdated.class, changes.suspend(ALPHA, Optional.of(old.version()), "late"));
  }

  @Test
  void losesNoneOfManyConcurrentChanges() throws Exception {
    active();
    var edits = new ArrayList<Callable<Change>>();
    for (int i = 0; i < 4; i++) {
      String suffix = "x";
      edits.add(
          () ->
              changes.edit(
                  ALPHA,
                  Optional.empty(),
                  p -> new Profile(p.owner(), Optional.of(p.plan().orElse("") + suffix), false),
                  UnaryOperator.identity(),
                  UnaryOperator.identity()));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var edit : threads.invokeAll(edits)) {
        assertInstanceOf(Change.Done.class, edit.get());
      }
    }
    assertEquals(Optional.of("xxxx"), registry.entry(ALPHA).orElseThrow().profile().plan());
  }

  @ParameterizedTest
  @EnumSource(Lifecycle.class)
  void changesANamespaceOnlyWhereItsStateAllows(Lifecycle state) {
    file.tenants().add(TenantStoreContract.entry("alpha", state));
    var done = new ArrayList<String>();
    Optional<TenantVersion> first = Optional.of(registry.entry(ALPHA).orElseThrow().version());
    record Attempt(String name, Change change) {}
    for (var attempt :
        List.of(
            new Attempt("restore", changes.restore(ALPHA, first)),
            new Attempt("resume", changes.resume(ALPHA, first)))) {
      switch (attempt.change()) {
        case Change.Done _ -> done.add(attempt.name());
        case Change.WrongState(Lifecycle where) -> assertEquals(state, where);
        case Change.Outdated _ -> assertTrue(done.size() == 1);
        case Change.Unknown _, Change.Protected _, Change.Busy _ ->
            throw new AssertionError(attempt.toString());
      }
    }
    List<String> expected =
        switch (state) {
          case ACTIVE, SUSPENDED -> List.of("resume");
          case TRASHED -> List.of("restore");
          case CREATING, MOVING, DELETING -> List.of();
        };
    assertEquals(expected, done);
  }

  @Test
  void knowsNothingOfWhatIsNotThere() {
    assertInstanceOf(Change.Unknown.class, changes.trash(ALPHA, Optional.empty()));
  }
}
