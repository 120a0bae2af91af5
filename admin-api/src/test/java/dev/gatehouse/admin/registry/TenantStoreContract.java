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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
    return new TenantEntry(tenant, Owner.NONE, 0, BORN, BORN);
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
    var entry = new TenantEntry(tenant, owner, 4, BORN, LATER);
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
  default void movesOnlyFromTheStateExpected(@TempDir Path folder) {
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      TenantEntry entry = entry("alpha", Lifecycle.CREATING);
      store.add(entry);
      assertTrue(store.move(entry.id(), Lifecycle.CREATING, Lifecycle.ACTIVE, LATER));
      assertFalse(store.move(entry.id(), Lifecycle.CREATING, Lifecycle.ACTIVE, LATER));
      TenantEntry moved = store.find(new Namespace("alpha")).orElseThrow();
      assertEquals(Lifecycle.ACTIVE, moved.state());
      assertEquals(BORN, moved.createdAt());
      assertEquals(LATER, moved.updatedAt());
    }
  }

  @Test
  default void freesTheNameButNeverTheIdOfTheDead(@TempDir Path folder) {
    TenantEntry old = entry("alpha", Lifecycle.DELETING);
    try (Registry registry = open(folder)) {
      TenantStore store = registry.tenants();
      store.add(old);
      assertTrue(store.bury(old.id(), LATER));
      assertFalse(store.bury(old.id(), LATER));
      assertFalse(store.move(old.id(), Lifecycle.DELETING, Lifecycle.ACTIVE, LATER));
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
          () -> store.add(new TenantEntry(twin, Owner.NONE, 0, BORN, BORN)));
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
