package dev.gatehouse.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.audit.AuditLog;
import dev.gatehouse.admin.audit.AuditLog.Asker;
import dev.gatehouse.admin.backup.BackupPlan;
import dev.gatehouse.admin.backup.BackupProgress;
import dev.gatehouse.admin.backup.BackupSite;
import dev.gatehouse.admin.backup.Backups;
import dev.gatehouse.admin.backup.Manifest;
import dev.gatehouse.admin.backup.NamespaceRestore.Order;
import dev.gatehouse.admin.backup.NamespaceRestore.Outcome;
import dev.gatehouse.admin.backup.VaultCheck;
import dev.gatehouse.admin.load.SpoolFolder;
import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.registry.AuditQuery;
import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.admin.vault.VaultKey;
import dev.gatehouse.sqld.SqldSessions;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.testkit.RealSqld;
import dev.gatehouse.testkit.RunningSqld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a real sqld's namespaces, and what comes back out of them. */
@RealSqld
final class BackupIT {
  private static final Asker ASKER = new Asker("root", "", "127.0.0.1");
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final String NOTES = "SELECT id, text, price, hex(photo), rowid FROM notes";
  private static final String[] SCHEMA = {
    "CREATE TABLE notes(id INTEGER PRIMARY KEY, text, price REAL, photo BLOB)",
    "CREATE VIRTUAL TABLE words USING fts5(body)",
    "CREATE TABLE parent(id INTEGER PRIMARY KEY)",
    "CREATE TABLE child(p REFERENCES parent(id))",
    "CREATE INDEX notes_text ON notes(text)",
    "CREATE TRIGGER t AFTER DELETE ON notes BEGIN INSERT INTO words VALUES (old.text); END",
    "CREATE VIEW cheap AS SELECT * FROM notes WHERE price < 1",
    "INSERT INTO notes VALUES (1, 'it''s', 0.1, x'00ff'), (7, NULL, 9e999, NULL)",
    "INSERT INTO words VALUES ('some words to find')"
  };

  private final RunningSqld sqld;
  private final Path folder;
  private final VaultKey key = new VaultKey(SealingKey.generate());
  private Registry file;
  private TenantRegistry registry;
  private NamespaceProvisioner provisioner;
  private SqldSessions sessions;
  private Vault vault;
  private Backups backups;

  BackupIT(RunningSqld sqld, @TempDir Path folder) {
    this.sqld = sqld;
    this.folder = folder;
  }

  @BeforeEach
  void start() throws Exception {
    file = SqliteRegistry.open(folder.resolve("registry.db"));
    registry = new TenantRegistry(file.tenants(), InstantSource.system());
    sessions = new SqldSessions(sqld.http(), sqld.tokenKey(), InstantSource.system());
    var node = new RealNode(sqld.adminApi());
    var seeds = RealNode.seeds(registry, node, sqld.adminApi(), sessions, folder);
    provisioner = new NamespaceProvisioner(registry, node, new NodeId("local"), seeds);
    vault = Vault.at(folder.resolve("backups"), key);
    backups = new Backups(site(), vault, plan(7), InstantSource.system());
  }

  private BackupSite site() throws Exception {
    return new BackupSite(
        file,
        registry,
        provisioner,
        id -> sessions.open(id, Access.READ_ONLY),
        SpoolFolder.open(folder.resolve("spool")),
        new AuditLog(file.audit(), InstantSource.system()),
        "test");
  }

  private static BackupPlan plan(int daily) {
    return new BackupPlan(Optional.empty(), daily, 0, 2);
  }

  @AfterEach
  void stop() {
    backups.close();
    sessions.close();
    file.close();
  }

  private void create(String name) throws Exception {
    assertInstanceOf(Creation.Created.class, provisioner.create(new Namespace(name)));
    sqld.sql(id(name), SCHEMA);
  }

  private NamespaceId id(String name) {
    return registry.entry(new Namespace(name)).orElseThrow().id();
  }

  private List<?> rows(String name, String sql) throws Exception {
    return sqld.sql(id(name), sql).getFirst().rows();
  }

  private Manifest backUp() throws Exception {
    BackupProgress progress = backups.begin(ASKER).orElseThrow();
    assertTrue(progress.awaitEnd(BOUND));
    assertEquals("", backups.state().trouble());
    return backups.find(progress.id());
  }

  private Outcome restore(String backup, String name, String as) throws Exception {
    return backups.restore(
        new Order(
            Optional.of(backup).filter(id -> !id.isEmpty()),
            new Namespace(name),
            Optional.of(as).filter(id -> !id.isEmpty()).map(Namespace::new),
            Duration.ofDays(1),
            Instant.now()));
  }

  private static void assertCreated(Outcome outcome) {
    assertInstanceOf(
        Creation.Created.class, assertInstanceOf(Outcome.Tried.class, outcome).creation());
  }

  private void assertNothingIsLeft() {
    assertEquals(List.of(), registry.unfinished());
  }

  @Test
  void bringsANamespaceBackInItsPlace() throws Exception {
    create("shop");
    // What was allowed once is no reason not to come back.
    sqld.sql(id("shop"), "PRAGMA foreign_keys = OFF", "INSERT INTO child VALUES (99)");
    List<?> notes = rows("shop", NOTES);
    Manifest made = backUp();
    assertTrue(made.isComplete());
    NamespaceId old = id("shop");
    sqld.sql(old, "DELETE FROM notes", "DROP VIEW cheap", "CREATE TABLE later(x)");

    assertCreated(restore(made.id(), "shop", ""));

    assertFalse(id("shop").equals(old));
    assertEquals(notes, rows("shop", NOTES));
    assertEquals(1, rows("shop", "SELECT * FROM cheap").size());
    assertEquals(1, rows("shop", "SELECT * FROM words WHERE words MATCH 'find'").size());
    assertEquals(List.of(), rows("shop", "SELECT 1 FROM sqlite_schema WHERE name = 'later'"));
    var aside = registry.page(new TenantQuery("shop-before-", Optional.empty(), 10)).getFirst();
    assertEquals(old, aside.id());
    assertEquals(Lifecycle.TRASHED, aside.state());
    assertTrue(registry.find(aside.namespace()).isEmpty());
    assertNothingIsLeft();

    // Again, over what came out of the backup, and after a deletion.
    assertCreated(restore("", "shop", ""));
    assertCreated(restore("", "shop", "shop-2"));
    assertEquals(notes, rows("shop-2", NOTES));
    var _ = provisioner.delete(new Namespace("shop"));
    assertCreated(restore("", "shop", ""));
    assertEquals(notes, rows("shop", NOTES));
  }

  @Test
  void givesNobodyAnothersDatabase() throws Exception {
    create("name");
    Manifest made = backUp();
    var _ = provisioner.delete(new Namespace("name"));
    create("name");
    NamespaceId others = id("name");
    assertInstanceOf(Outcome.AnotherDatabase.class, restore(made.id(), "name", ""));
    assertEquals(others, id("name"));
    assertEquals(new Outcome.Tried(new Creation.Taken()), restore(made.id(), "name", "name"));
    assertCreated(restore(made.id(), "name", "older"));
    assertInstanceOf(Outcome.NotThere.class, restore(made.id(), "none", ""));
  }

  @Test
  void writesNothingAgainThatHasNotChanged() throws Exception {
    create("still");
    create("busy");
    new TenantChanges(registry, Duration.ofDays(1)).trash(new Namespace("still"), Optional.empty());
    Manifest first = backUp();
    sqld.sql(id("busy"), "INSERT INTO notes VALUES (100, 'more', 1, NULL)");
    Manifest second = backUp();
    assertEquals(content(first, "still"), content(second, "still"));
    assertFalse(content(first, "busy").equals(content(second, "busy")));
    assertEquals(List.of(), new VaultCheck(vault).check(second, done -> {}));
    assertEquals("back up", audit());

    // With no days to keep there is but the newest, and nothing that it does not name.
    backups = new Backups(site(), vault, plan(0), InstantSource.system());
    Manifest third = backUp();
    assertEquals(List.of(third.id()), vault.manifests());
    try (var files = Files.walk(folder.resolve("backups/contents"))) {
      assertEquals(3, files.filter(Files::isRegularFile).count());
    }
    assertEquals(List.of(), new VaultCheck(vault).check(third, done -> {}));
  }

  private String audit() {
    return file.audit()
        .page(new AuditQuery(Optional.empty(), OptionalLong.empty(), 1))
        .getFirst()
        .action();
  }

  private static String content(Manifest manifest, String name) {
    return manifest.namespaces().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow()
        .content()
        .id();
  }

  @Test
  void saysWhatCouldNotBeSavedAndGoesOn() throws Exception {
    create("lost");
    create("well");
    sqld.adminApi().delete(id("lost"));
    BackupProgress progress = backups.begin(ASKER).orElseThrow();
    assertTrue(progress.awaitEnd(BOUND));
    Manifest made = backups.find(progress.id());
    assertEquals(List.of("well"), made.namespaces().stream().map(one -> one.name()).toList());
    assertEquals("lost", made.failures().getFirst().name());
    assertFalse(backups.state().trouble().isEmpty());
    assertEquals(1, backups.state().counts().incomplete());
    assertNothingIsLeft();
  }

  @Test
  void savesANamespaceWhoseQuotaIsUsedUp() throws Exception {
    create("greedy");
    sqld.adminApi().blockForQuota(id("greedy"), true, true, "rows read");
    Manifest made = backUp();
    assertTrue(made.isComplete());
    assertCreated(restore(made.id(), "greedy", "copy"));
    assertEquals(2, rows("copy", NOTES).size());
    assertNothingIsLeft();
  }

  @Test
  void isMadeByTheClockAndKnowsOfTheLastOne() throws Exception {
    create("one");
    var now = new AtomicReference<>(Instant.parse("2026-11-21T02:00:00Z"));
    var daily = new BackupPlan(Optional.of(Duration.ofDays(1)), 7, 0, 1);
    backups = new Backups(site(), vault, daily, now::get);
    tickAndWait();
    assertEquals(1, vault.manifests().size());
    now.set(now.get().plus(Duration.ofHours(23)));
    tickAndWait();
    backups = new Backups(site(), vault, daily, now::get);
    tickAndWait();
    assertEquals(1, vault.manifests().size());
    assertTrue(backups.state().lastComplete().isPresent());
    now.set(now.get().plus(Duration.ofHours(1)));
    tickAndWait();
    assertEquals(2, vault.manifests().size());
  }

  private void tickAndWait() throws Exception {
    backups.tick();
    Optional<BackupProgress> running = backups.running();
    if (running.isPresent()) {
      assertTrue(running.get().awaitEnd(BOUND));
    }
  }

  @Test
  void aFolderThatTakesNothingIsSaidAndHarmsNothing() throws Exception {
    create("one");
    Manifest good = backUp();
    Files.move(folder.resolve("backups/drafts"), folder.resolve("backups/away"));
    Files.writeString(folder.resolve("backups/drafts"), "in the way");
    BackupProgress progress = backups.begin(ASKER).orElseThrow();
    assertTrue(progress.awaitEnd(BOUND));
    assertTrue(backups.state().trouble().contains("backup folder"), backups.state()::trouble);
    assertEquals(1, backups.state().counts().failed());
    assertEquals(List.of(good.id()), vault.manifests());
    assertEquals(List.of(), new VaultCheck(vault).check(good, done -> {}));
    assertNothingIsLeft();
  }
}
