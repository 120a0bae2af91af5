package dev.gatehouse.admin.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.audit.AuditLog;
import dev.gatehouse.admin.backup.NamespaceRestore.Order;
import dev.gatehouse.admin.load.SpoolFolder;
import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.provision.FakeNode;
import dev.gatehouse.admin.provision.KillSwitch;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NodeAdmin;
import dev.gatehouse.admin.provision.NodeInventory;
import dev.gatehouse.admin.provision.Reconciler;
import dev.gatehouse.admin.provision.SeedLoader;
import dev.gatehouse.admin.provision.SeedNode;
import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.schema.SchemaApplier;
import dev.gatehouse.admin.schema.SchemaSets;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.admin.vault.VaultKey;
import dev.gatehouse.sqld.SqlResult;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqlStatement;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.token.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process dies while it backs up or restores, and another takes over. */
final class BackupKilledAtAnyStepTest {
  private static final Namespace ALPHA = new Namespace("alpha");
  private static final Namespace BETA = new Namespace("beta");

  private final VaultKey key = new VaultKey(SealingKey.generate());

  /** What a process that may die does. */
  private interface Work {
    void run(Life life) throws IOException;
  }

  /** One process, over the file and the node that outlive it. */
  private record Life(BackupSite site, Vault vault) {
    Manifest backUp() throws IOException {
      Instant now = Instant.now();
      var progress =
          new BackupProgress("20261121T000000Z-" + Long.toHexString(System.nanoTime()), now);
      return new BackupRun(site, vault, InstantSource.system(), new StopFlag(), progress).run(1);
    }

    void restore() throws IOException {
      var order =
          new Order(Optional.empty(), ALPHA, Optional.empty(), Duration.ofDays(1), Instant.now());
      var _ = new NamespaceRestore(site, vault, new StopFlag()).restore(order);
    }

    List<TenantEntry> living() {
      return site.registry().page(new TenantQuery("", Optional.empty(), 100));
    }
  }

  private Life life(Path folder, Registry file, FakeNode node, KillSwitch death)
      throws IOException {
    var registry = new TenantRegistry(death.guard(file.tenants()), InstantSource.system());
    NodeAdmin admin = death.guard(node);
    SeedNode sessions = death.guard(new EmptyDatabases());
    var seeds =
        new SeedLoader(
            registry,
            admin,
            sessions,
            sql -> Optional.empty(),
            new SchemaSets(Optional.empty()),
            new SchemaApplier(sql -> Optional.empty(), InstantSource.system()));
    var site =
        new BackupSite(
            file,
            registry,
            new NamespaceProvisioner(registry, admin, new NodeId("local"), seeds),
            sessions::open,
            SpoolFolder.open(folder.resolve("spool")),
            new AuditLog(file.audit(), InstantSource.system()),
            "test");
    return new Life(site, Vault.at(folder.resolve("backups"), key));
  }

  /** Runs a work with a death at moment 0, 1, 2, …, until it lives through. */
  private int killEverywhere(Path parent, boolean isSavedBefore, Work work) throws IOException {
    int moment = 0;
    boolean killed;
    do {
      Path folder = Files.createDirectory(parent.resolve("at-" + moment));
      var node = new FakeNode();
      var death = new KillSwitch(moment);
      try (Registry file = SqliteRegistry.open(folder.resolve("registry.db"))) {
        Life before = life(folder, file, node, immortal());
        create(before, ALPHA);
        create(before, BETA);
        if (isSavedBefore) {
          var _ = before.backUp();
        }
        work.run(life(folder, file, node, death));
      } catch (KillSwitch.Killed expected) {
        assertTrue(death.hasKilled());
      }
      killed = death.hasKilled();
      try (Registry file = SqliteRegistry.open(folder.resolve("registry.db"))) {
        Life heir = life(folder, file, node, immortal());
        new Reconciler(
                heir.site().registry(),
                heir.site().provisioner(),
                NodeInventory.unknown(),
                (actor, action, target) -> {})
            .reconcile();
        assertWhole(heir, folder, node, "after a death at moment " + moment);
      }
      moment++;
    } while (killed);
    return moment - 1;
  }

  private static KillSwitch immortal() {
    return new KillSwitch(Integer.MAX_VALUE);
  }

  private static void create(Life life, Namespace name) {
    assertInstanceOf(Creation.Created.class, life.site().provisioner().create(name));
  }

  private static void assertWhole(Life heir, Path folder, FakeNode node, String where)
      throws IOException {
    assertEquals(List.of(), heir.site().registry().unfinished(), where);
    assertEquals(
        heir.living().stream().map(TenantEntry::id).collect(Collectors.toSet()),
        node.held(),
        where);
    for (Namespace name : List.of(ALPHA, BETA)) {
      assertEquals(
          Optional.of(Lifecycle.ACTIVE),
          heir.site().registry().entry(name).map(TenantEntry::state),
          where);
    }
    assertCounting(heir, where);
    Manifest next = heir.backUp();
    assertTrue(next.isComplete(), where);
    assertCounting(heir, where);
    try (var drafts = Files.list(folder.resolve("backups/drafts"))) {
      assertEquals(List.of(), drafts.toList(), where);
    }
  }

  /** Every backup that counts is whole. */
  private static void assertCounting(Life heir, String where) throws IOException {
    for (String id : heir.vault().manifests()) {
      Manifest manifest = new Manifests(heir.vault()).read(id);
      assertEquals(List.of(), new VaultCheck(heir.vault()).check(manifest, done -> {}), where);
      assertTrue(manifest.isComplete(), where);
      assertTrue(manifest.namespaces().size() >= 2, where);
    }
  }

  @Test
  void leavesNoHalfOfABackup(@TempDir Path folder) throws IOException {
    int moments = killEverywhere(folder, false, Life::backUp);
    assertTrue(moments > 30, "so many moments: " + moments);
  }

  @Test
  void leavesNoHalfOfARestore(@TempDir Path folder) throws IOException {
    int moments = killEverywhere(folder, true, Life::restore);
    assertTrue(moments > 15, "so many moments: " + moments);
  }

  /** Databases with nothing in them. */
  private static final class EmptyDatabases implements SeedNode {
    @Override
    public void fork(NamespaceId source, NamespaceId target, Optional<Instant> at) {
      throw new AssertionError("nobody asked for a fork");
    }

    @Override
    public SqlSession open(NamespaceId id) {
      return new SqlSession() {
        @Override
        public List<SqlResult> run(List<SqlStatement> statements) {
          return statements.stream().map(statement -> answer(statement.sql())).toList();
        }

        @Override
        public void read(String sql, RowConsumer rows) {
          throw new AssertionError("there are no rows");
        }

        @Override
        public void close() {}
      };
    }

    private static SqlResult answer(String sql) {
      List<List<Object>> rows =
          sql.startsWith("SELECT type")
              ? List.of()
              : List.of(List.of(sql.contains("encoding") ? "UTF-8" : 0L));
      return new SqlResult(List.of("n"), List.copyOf(rows), 0);
    }
  }
}
