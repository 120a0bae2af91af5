package dev.gatehouse.admin.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The registry as the data plane and provisioning see it. */
final class TenantRegistryTest {
  private static final Namespace ALPHA = new Namespace("alpha");
  private static final NodeId NODE = new NodeId("local");

  private static Registry open(Path folder) {
    return SqliteRegistry.open(folder.resolve("registry.db"));
  }

  @ParameterizedTest
  @EnumSource(Lifecycle.class)
  void showsTheDataPlaneNothingHalfMadeOrHalfGone(Lifecycle state, @TempDir Path folder) {
    try (Registry file = open(folder)) {
      var registry = new TenantRegistry(file.tenants(), InstantSource.system());
      TenantEntry entry = TenantStoreContract.entry("alpha", state);
      file.tenants().add(entry);
      Optional<TenantRecord> expected =
          switch (state) {
            case ACTIVE, SUSPENDED, MOVING -> Optional.of(entry.tenant());
            case CREATING, TRASHED, DELETING -> Optional.empty();
          };
      assertEquals(expected, registry.find(ALPHA));
    }
  }

  @Test
  void tellsListenersOfAChangeThatTheyCanAlreadySee(@TempDir Path folder) {
    try (Registry file = open(folder)) {
      var registry = new TenantRegistry(file.tenants(), InstantSource.system());
      var seen = new ArrayList<Optional<Lifecycle>>();
      registry.onChange(name -> seen.add(registry.entry(name).map(TenantEntry::state)));
      TenantEntry begun = registry.begin(ALPHA, NamespaceId.random(), NODE).orElseThrow();
      registry.activate(begun);
      TenantEntry active = registry.entry(ALPHA).orElseThrow();
      registry.beginDeletion(active);
      registry.bury(active);
      assertEquals(
          List.of(
              Optional.of(Lifecycle.CREATING),
              Optional.of(Lifecycle.ACTIVE),
              Optional.of(Lifecycle.DELETING),
              Optional.empty()),
          seen);
    }
  }

  @Test
  void tellsNobodyOfAChangeThatDidNotHappen(@TempDir Path folder) {
    try (Registry file = open(folder)) {
      var registry = new TenantRegistry(file.tenants(), InstantSource.system());
      TenantEntry begun = registry.begin(ALPHA, NamespaceId.random(), NODE).orElseThrow();
      registry.activate(begun);
      var heard = new ArrayList<Namespace>();
      registry.onChange(heard::add);
      registry.activate(begun);
      registry.beginDeletion(begun);
      assertEquals(Optional.empty(), registry.replace(begun));
      assertEquals(Optional.empty(), registry.begin(ALPHA, NamespaceId.random(), NODE));
      assertEquals(List.of(), heard);
    }
  }

  @Test
  void tellsTheOtherListenersWhenOneFails(@TempDir Path folder) {
    try (Registry file = open(folder)) {
      var registry = new TenantRegistry(file.tenants(), InstantSource.system());
      var heard = new ArrayList<Namespace>();
      registry.onChange(
          _ -> {
            throw new IllegalStateException("on purpose");
          });
      registry.onChange(heard::add);
      registry.begin(ALPHA, NamespaceId.random(), NODE);
      assertEquals(List.of(ALPHA), heard);
    }
  }
}
