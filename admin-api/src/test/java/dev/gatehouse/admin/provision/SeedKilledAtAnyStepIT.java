package dev.gatehouse.admin.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.RealNode;
import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.registry.TenantStore;
import dev.gatehouse.admin.schema.Migration;
import dev.gatehouse.admin.schema.SchemaApplier;
import dev.gatehouse.admin.schema.SchemaSet;
import dev.gatehouse.admin.schema.SchemaSets;
import dev.gatehouse.sqld.SqldSessions;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.testkit.RealSqld;
import dev.gatehouse.testkit.RunningSqld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process dies while it fills a namespace of a real sqld, and another takes over. */
@RealSqld
final class SeedKilledAtAnyStepIT {
  private static final Namespace SOURCE = new Namespace("source");
  private static final Namespace ALPHA = new Namespace("alpha");

  private final RunningSqld sqld;
  private final Path folder;
  private final SqldSessions sessions;

  SeedKilledAtAnyStepIT(RunningSqld sqld, @TempDir Path folder) {
    this.sqld = sqld;
    this.folder = folder;
    this.sessions = new SqldSessions(sqld.http(), sqld.tokenKey(), InstantSource.system());
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  /** One process with its view of the file and the node. */
  private record Life(TenantRegistry registry, NamespaceProvisioner provisioner) {}

  private Life life(TenantStore store, NodeAdmin node, SeedNode seeds) {
    var registry = new TenantRegistry(store, InstantSource.system());
    var sets = new SchemaSets(Optional.of(folder.resolve("schemas")));
    var applier = new SchemaApplier(RealNode.SCREEN, InstantSource.system());
    var loader = new SeedLoader(registry, node, seeds, RealNode.SCREEN, sets, applier);
    return new Life(
        registry, new NamespaceProvisioner(registry, node, new NodeId("local"), loader));
  }

  /** An sqld that remembers what it was ever asked to make. */
  private record Remembering(NodeAdmin node, Set<NamespaceId> made) implements NodeAdmin {
    @Override
    public void create(NamespaceId id) throws NodeFailedException {
      made.add(id);
      node.create(id);
    }

    @Override
    public boolean exists(NamespaceId id) throws NodeFailedException {
      made.add(id);
      return node.exists(id);
    }

    @Override
    public void delete(NamespaceId id) throws NodeFailedException {
      made.add(id);
      node.delete(id);
    }
  }

  private int killEverywhere(Seed seed, String expected) throws Exception {
    Files.createDirectories(folder.resolve("schemas/app"));
    Files.writeString(folder.resolve("schemas/app/0001_init.sql"), "CREATE TABLE s(x);");
    NamespaceSpec spec = NamespaceSpec.of(ALPHA).following(Optional.of("app"));
    var real = new RealNode(sqld.adminApi());
    var seeds = new SqldSeedNode(sqld.adminApi(), sessions);
    int moment = 0;
    boolean killed;
    do {
      Path file = folder.resolve(moment + ".db");
      var death = new KillSwitch(moment);
      Set<NamespaceId> made = ConcurrentHashMap.newKeySet();
      var node = new Remembering(real, made);
      try (Registry registry = SqliteRegistry.open(file)) {
        Life before = life(registry.tenants(), node, seeds);
        assertInstanceOf(Creation.Created.class, before.provisioner().create(SOURCE));
        var _ = sqld.sql(id(before, SOURCE), "CREATE TABLE a(x)", "INSERT INTO a VALUES (1)");
        var dying = life(death.guard(registry.tenants()), death.guard(node), death.guard(seeds));
        var _ = dying.provisioner().create(spec, seed);
      } catch (KillSwitch.Killed expectedDeath) {
        assertTrue(death.hasKilled());
      }
      killed = death.hasKilled();
      try (Registry registry = SqliteRegistry.open(file)) {
        Life heir = life(registry.tenants(), node, seeds);
        for (TenantEntry entry : heir.registry().unfinished()) {
          assertTrue(heir.provisioner().settle(entry.namespace()));
        }
        assertClean(heir, made, moment);
        if (heir.registry().entry(ALPHA).isEmpty()) {
          assertInstanceOf(Creation.Created.class, heir.provisioner().create(spec, seed));
        }
        assertClean(heir, made, moment);
        assertEquals(expected, contents(heir, ALPHA), "after a death at moment " + moment);
        assertEquals("a", contents(heir, SOURCE));
      }
      moment++;
    } while (killed);
    return moment - 1;
  }

  private static NamespaceId id(Life life, Namespace name) {
    return life.registry().entry(name).orElseThrow().id();
  }

  private void assertClean(Life heir, Set<NamespaceId> made, int moment) throws Exception {
    String where = "after a death at moment " + moment;
    for (NamespaceId id : made) {
      boolean isLiving =
          List.of(SOURCE, ALPHA).stream()
              .flatMap(name -> heir.registry().entry(name).stream())
              .anyMatch(entry -> entry.id().equals(id));
      assertEquals(isLiving, sqld.adminApi().exists(id), where);
    }
  }

  private String contents(Life life, Namespace name) throws Exception {
    var rows =
        sqld.sql(
                id(life, name),
                "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema"
                    + " WHERE type = 'table' ORDER BY name)")
            .getFirst()
            .rows();
    return String.valueOf(rows.getFirst().getFirst());
  }

  @Test
  void leavesNoHalfOfADump() throws Exception {
    Path dump =
        Files.writeString(
            folder.resolve("dump.sql"), "CREATE TABLE d(x); INSERT INTO d VALUES (1);");
    assertTrue(killEverywhere(new Seed.Dump(dump), "_gatehouse_schema d s") > 20);
  }

  @Test
  void leavesNoHalfOfAFork() throws Exception {
    assertTrue(killEverywhere(new Seed.ForkOf(SOURCE, Optional.empty()), "a") > 8);
  }

  @Test
  void leavesNoHalfOfAMigration() throws Exception {
    var set =
        new SchemaSet(
            "app",
            List.of(
                new Migration(1, "0001_a.sql", "CREATE TABLE m(x); INSERT INTO m VALUES (0);"),
                new Migration(2, "0002_b.sql", "UPDATE m SET x = x + 1;")));
    var applier = new SchemaApplier(RealNode.SCREEN, InstantSource.system());
    int moment = 0;
    boolean killed;
    do {
      NamespaceId id = sqld.create();
      var death = new KillSwitch(moment);
      try (var session = death.guard(sessions.open(id, Access.READ_WRITE))) {
        int _ = applier.apply(session, set, 2);
      } catch (KillSwitch.Killed expected) {
        assertTrue(death.hasKilled());
      }
      killed = death.hasKilled();
      try (var session = sessions.open(id, Access.READ_WRITE)) {
        assertEquals(2, applier.apply(session, set, 2));
      }
      var rows = sqld.sql(id, "SELECT x FROM m").getFirst().rows();
      assertEquals(List.of(List.of(1L)), rows, "after a death at moment " + moment);
      moment++;
    } while (killed);
    assertFalse(moment < 15, "few moments: " + moment);
  }
}
