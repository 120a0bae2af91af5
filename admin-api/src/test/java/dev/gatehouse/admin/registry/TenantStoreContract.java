package dev.gatehouse.admin.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of namespaces keeps to; an implementation's test says how to open one. */
interface TenantStoreContract {
  Instant BORN = Instant.parse("2026-11-01T10:00:00.123Z");
  Instant LATER = Instant.parse("2026-11-02T10:00:00Z");

  /** Opens the registry that lives in this folder, made where there is none. */
  Registry open(Path folder);

  static TenantEntry entry(String name, Lifecycle state) {
    var tenant =
        new TenantRecord(
            new Namespace(name),
            NamespaceId.random(),
            new NodeId("local"),
            state,
            Optional.empty());
    Optional<Instant> until = state == Lifecycle.TRASHED ? Optional.of(LATER) : Optional.empty();
    return new TenantEntry(
        tenant,
        Profile.NONE,
        SchemaState.NONE,
        new Standing(Optional.empty(), until),
        Revision.first(BORN));
  }

  private static TenantEntry owned(String name, String user, String email, String plan) {
    var owner = new Owner(Optional.of(user), Optional.of(email));
    return entry(name, Lifecycle.ACTIVE)
        .with(new Profile(owner, Optional.of(plan), false))
        .with(new SchemaState(Optional.of("app"), 3));
  }

  private static List<String> names(List<TenantEntry> entries) {
    return entries.stream().map(entry -> entry.namespace().name()).toList();
  }

  private static TenantQuery query(String prefix, String after, int entriesMax) {
    return new TenantQuery(prefix, Namespace.parse(after), entriesMax);
  }

  @Test
  default void keepsEveryFieldOverAReopening(@TempDir Path folder) {
    var tenant =
        new TenantRecord(
            new Namespace("alpha"),
            NamespaceId.random(),
            new NodeId("node-7"),
            Lifecycle.SUSPENDED,
            Optional.of(new Limits(1, 2, 3)));
    var owner = new Owner(Optional.of("user-1"), Optional.of("user@example.org"));
    var entry =
        new TenantEntry(
            tenant,
            new Profile(owner, Optional.of("pro"), true),
            new SchemaState(Optional.of("app"), 12),
            new Standing(Optional.of("unpaid"), Optional.empty()),
            new Revision(7, 4, BORN, LATER));
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      assertTrue(store.add(entry));
    }
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      assertEquals(Optional.of(entry), store.find(new Namespace("alpha")));
    }
  }

  @Test
  default void findsNothingUnderAnUnknownName(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      assertEquals(Optional.empty(), store.find(new Namespace("alpha")));
    }
  }

  @Test
  default void refusesASecondLivingNamespaceOfOneName(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      TenantEntry first = entry("alpha", Lifecycle.ACTIVE);
      store.add(first);
      assertFalse(store.add(entry("alpha", Lifecycle.CREATING)));
      assertEquals(Optional.of(first), store.find(new Namespace("alpha")));
    }
  }

  @Test
  default void letsOneOfManyConcurrentAddersHaveTheName(@TempDir Path folder) throws Exception {
    try (Registry registry = open(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TenantStore store = registry.tenants();
      var adders = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 16; i++) {
        adders.add(() -> store.add(entry("alpha", Lifecycle.CREATING)));
      }
      int winners = 0;
      for (var adder : threads.invokeAll(adders)) {
        winners += adder.get() ? 1 : 0;
      }
      assertEquals(1, winners);
    }
  }

  @Test
  default void changesOnlyTheVersionExpected(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      TenantEntry entry = entry("alpha", Lifecycle.CREATING);
      store.add(entry);
      TenantEntry next = entry.in(Lifecycle.ACTIVE, Standing.GOOD).next(LATER);
      assertTrue(store.update(next));
      assertFalse(store.update(next));
      assertFalse(store.update(next.next(LATER).next(LATER)));
      assertEquals(Optional.of(next), store.find(new Namespace("alpha")));
      assertEquals(2, next.revision().version());
      assertEquals(BORN, next.createdAt());
      assertEquals(LATER, next.updatedAt());
    }
  }

  @Test
  default void changesEveryFieldButWhatANamespaceIs(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      TenantEntry entry = entry("alpha", Lifecycle.ACTIVE);
      store.add(entry);
      var owner = new Owner(Optional.of("user-1"), Optional.of("user@example.org"));
      TenantEntry trashed =
          entry
              .with(new Profile(owner, Optional.of("pro"), true))
              .with(new SchemaState(Optional.of("app"), 2))
              .limited(Optional.of(new Limits(1, 2, 3)))
              .in(Lifecycle.TRASHED, new Standing(Optional.of("unpaid"), Optional.of(LATER)))
              .next(LATER);
      assertTrue(store.update(trashed));
      assertEquals(Optional.of(trashed), store.find(new Namespace("alpha")));
      TenantEntry plain =
          trashed
              .with(Profile.NONE)
              .with(SchemaState.NONE)
              .limited(Optional.empty())
              .in(Lifecycle.ACTIVE, Standing.GOOD)
              .next(LATER);
      assertTrue(store.update(plain));
      assertEquals(Optional.of(plain), store.find(new Namespace("alpha")));
    }
  }

  @Test
  default void letsOneOfManyConcurrentChangesOfAVersionWin(@TempDir Path folder) throws Exception {
    try (Registry registry = open(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TenantStore store = registry.tenants();
      TenantEntry entry = entry("alpha", Lifecycle.ACTIVE);
      store.add(entry);
      var changes = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 16; i++) {
        var schema = new SchemaState(Optional.of("app"), i);
        changes.add(() -> store.update(entry.with(schema).next(LATER)));
      }
      int winners = 0;
      for (var change : threads.invokeAll(changes)) {
        winners += change.get() ? 1 : 0;
      }
      assertEquals(1, winners);
    }
  }

  @Test
  default void findsByOwnerEmailPlanSchemaAndState(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      store.add(owned("a1", "ann", "ann@example.org", "pro"));
      store.add(owned("a2", "ann", "Ann@Example.org", "free"));
      store.add(owned("b1", "bob", "bob@example.org", "pro"));
      store.add(entry("c1", Lifecycle.SUSPENDED));
      store.add(entry("c2", Lifecycle.ACTIVE));
      TenantFilter all = TenantFilter.ALL;
      assertEquals(List.of("a1", "a2"), names(store.page(page(all.ownedBy("ann")))));
      assertEquals(List.of(), names(store.page(page(all.ownedBy("Ann")))));
      assertEquals(
          List.of("a1", "a2"), names(store.page(page(filter("ANN@example.org", null, null)))));
      assertEquals(List.of("a1", "b1"), names(store.page(page(filter(null, "pro", null)))));
      assertEquals(List.of("a1"), names(store.page(page(filter("ann@example.org", "pro", null)))));
      assertEquals(List.of("a1", "a2", "b1"), names(store.page(page(all.following("app")))));
      assertEquals(List.of("c1"), names(store.page(page(all.in(Lifecycle.SUSPENDED)))));
      assertEquals(
          List.of("a1", "b1"), names(store.page(page(filter(null, "pro", Lifecycle.ACTIVE)))));
      assertEquals(
          List.of("a2"),
          names(store.page(new TenantQuery(all.ownedBy("ann"), Namespace.parse("a1"), 5))));
    }
  }

  private static TenantFilter filter(
      @Nullable String email, @Nullable String plan, @Nullable Lifecycle state) {
    return new TenantFilter(
        "",
        Optional.empty(),
        Optional.ofNullable(email),
        Optional.ofNullable(plan),
        Optional.empty(),
        Optional.ofNullable(state));
  }

  private static TenantQuery page(TenantFilter filter) {
    return new TenantQuery(filter, Optional.empty(), 100);
  }

  @Test
  default void givesWhatHasBeenInTheTrashLongEnough(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      store.add(entry("old", Lifecycle.TRASHED));
      store.add(entry("living", Lifecycle.ACTIVE));
      assertEquals(List.of(), names(store.trashedUntil(LATER.minusMillis(1), 9)));
      assertEquals(List.of("old"), names(store.trashedUntil(LATER, 9)));
    }
  }

  @Test
  default void knowsTheIdsOfTheDead(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      TenantEntry living = entry("living", Lifecycle.ACTIVE);
      TenantEntry dead = entry("dead", Lifecycle.DELETING);
      store.add(living);
      store.add(dead);
      store.bury(dead.id(), LATER);
      var asked = Set.of(living.id(), dead.id(), NamespaceId.random());
      assertEquals(Set.of(dead.id()), store.gone(asked));
      assertEquals(Set.of(living.id(), dead.id()), store.given(asked));
    }
  }

  @Test
  default void keepsTheAuditLogInOrder(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      for (String target : List.of("a", "b", "a", "c")) {
        registry
            .audit()
            .add(new AuditEntry(0, BORN, "root", "", "delete", target, "204", "127.0.0.1"));
      }
      List<AuditEntry> newest = auditPage(registry, Optional.empty(), OptionalLong.empty(), 3);
      assertEquals(List.of("c", "a", "b"), newest.stream().map(AuditEntry::target).toList());
      assertEquals(
          new AuditEntry(4, BORN, "root", "", "delete", "c", "204", "127.0.0.1"),
          newest.getFirst());
      OptionalLong before = OptionalLong.of(newest.getLast().id());
      assertEquals(
          List.of("a"),
          auditPage(registry, Optional.empty(), before, 3).stream()
              .map(AuditEntry::target)
              .toList());
      assertEquals(2, auditPage(registry, Optional.of("a"), OptionalLong.empty(), 9).size());
      assertEquals(3, registry.audit().prune(1));
      assertEquals(1, auditPage(registry, Optional.empty(), OptionalLong.empty(), 9).size());
    }
  }

  private static List<AuditEntry> auditPage(
      Registry registry, Optional<String> target, OptionalLong before, int entriesMax) {
    return registry.audit().page(new AuditQuery(target, before, entriesMax));
  }

  @Test
  default void freesTheNameButNeverTheIdOfTheDead(@TempDir Path folder) {
    TenantEntry old = entry("alpha", Lifecycle.DELETING);
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      store.add(old);
      assertTrue(store.bury(old.id(), LATER));
      assertFalse(store.bury(old.id(), LATER));
      assertFalse(store.update(old.in(Lifecycle.ACTIVE, Standing.GOOD).next(LATER)));
      assertEquals(Optional.empty(), store.find(new Namespace("alpha")));
    }
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      assertThrows(RegistryException.class, () -> store.add(old));
      TenantEntry next = entry("alpha", Lifecycle.CREATING);
      assertTrue(store.add(next));
      assertEquals(Optional.of(next), store.find(new Namespace("alpha")));
    }
  }

  @Test
  default void refusesTheIdOfALivingNamespace(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      TenantEntry alpha = entry("alpha", Lifecycle.ACTIVE);
      store.add(alpha);
      TenantRecord tenant = alpha.tenant();
      var twin =
          new TenantRecord(
              new Namespace("beta"), tenant.id(), tenant.node(), tenant.state(), tenant.limits());
      assertThrows(
          RegistryException.class,
          () ->
              store.add(
                  new TenantEntry(
                      twin, Profile.NONE, SchemaState.NONE, Standing.GOOD, Revision.first(BORN))));
    }
  }

  @Test
  default void pagesByNameAndPrefix(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      for (String name : List.of("b", "a-1", "a", "a_2", "ab", "z", "a0")) {
        store.add(entry(name, Lifecycle.ACTIVE));
      }
      TenantEntry dead = entry("a3", Lifecycle.DELETING);
      store.add(dead);
      store.bury(dead.id(), LATER);
      List<String> all = List.of("a", "a-1", "a0", "a_2", "ab", "b", "z");
      assertEquals(all, names(store.page(query("", "", 100))));
      assertEquals(all.subList(0, 5), names(store.page(query("a", "", 100))));
      assertEquals(List.of("a0", "a_2"), names(store.page(query("a", "a-1", 2))));
      assertEquals(List.of("a_2"), names(store.page(query("a_", "", 100))));
      assertEquals(List.of(), names(store.page(query("q", "", 100))));
      assertEquals(List.of(), names(store.page(query("a", "b", 100))));
    }
  }

  @Test
  default void knowsWhatIsUnfinished(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      for (Lifecycle state : Lifecycle.values()) {
        store.add(entry(state.name().toLowerCase(Locale.ROOT), state));
      }
      assertEquals(
          List.of("creating", "deleting"), names(store.unfinished()).stream().sorted().toList());
    }
  }

  @Test
  default void saysThatItIsClosed(@TempDir Path folder) {
    Registry registry = open(folder);
    TenantStore store = registry.tenants();
    registry.close();
    assertThrows(RegistryException.class, () -> store.find(new Namespace("alpha")));
    assertThrows(RegistryException.class, () -> store.add(entry("alpha", Lifecycle.ACTIVE)));
  }
}
