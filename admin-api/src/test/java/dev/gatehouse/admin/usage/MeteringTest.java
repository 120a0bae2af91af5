package dev.gatehouse.admin.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.admin.registry.Amount;
import dev.gatehouse.admin.registry.Block;
import dev.gatehouse.admin.registry.Profile;
import dev.gatehouse.admin.registry.SchemaState;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.usage.Metering.Rhythm;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.Quota;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.Usage;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeteringTest {
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

  @TempDir private Path folder;
  private final FakeMeteredNode node = new FakeMeteredNode();
  private final List<String> notices = new ArrayList<>();
  private final List<String> audit = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-30T23:30:00Z");
  private Plans plans = quota(100, 50, 1_000);
  private SqliteRegistry file;
  private TenantRegistry registry;
  private Metering metering;
  private TenantRecord tenant;

  private final class Notices implements QuotaNotices {
    @Override
    public boolean isWanted() {
      return true;
    }

    @Override
    public void send(QuotaNotice notice) {
      notices.add(notice.type() + " " + notice.quota() + " " + notice.month());
    }
  }

  private static Plans quota(long read, long written, long storage) {
    return new Plans(
        new Limits(1, 1, 1),
        new Quota(OptionalLong.of(read), OptionalLong.of(written), OptionalLong.of(storage)),
        List.of());
  }

  @BeforeEach
  void open() {
    start();
    tenant = created("shop");
  }

  private void start() {
    file = SqliteRegistry.open(folder.resolve("registry.db"));
    registry = new TenantRegistry(file.tenants(), () -> now);
    var watch =
        new QuotaWatch(
            file.usage(),
            node,
            () -> plans,
            80,
            new Notices(),
            (_, action, target) -> audit.add(action + " " + target));
    var rhythm = new Rhythm(Duration.ofHours(1), 2, 2);
    metering = new Metering(file.usage(), registry, node, watch, rhythm, () -> now);
    metering.lead();
  }

  @AfterEach
  void close() {
    metering.close();
    file.close();
  }

  private TenantRecord created(String name) {
    var record =
        new TenantRecord(
            new Namespace(name),
            NamespaceId.random(),
            new NodeId("main"),
            Lifecycle.CREATING,
            Optional.empty());
    TenantEntry entry = registry.begin(record, Profile.NONE, SchemaState.NONE).orElseThrow();
    assertEquals(true, registry.activate(entry));
    return registry.find(record.namespace()).orElseThrow();
  }

  private void use(long read, long written) {
    metering.count(tenant, new Usage(read, written, 0, false));
  }

  private void assertUsed(long read, long written, YearMonth month) {
    Amount used = file.usage().of(tenant.id(), month);
    assertEquals(read + " " + written, used.rowsRead() + " " + used.rowsWritten());
  }

  @Test
  void writesDownWhatWasUsed() {
    use(3, 1);
    use(4, 0);
    assertUsed(0, 0, NOVEMBER);
    Amount soon = metering.usedBy(tenant.id(), NOVEMBER);
    assertEquals("7 1", soon.rowsRead() + " " + soon.rowsWritten());
    metering.round();
    assertUsed(7, 1, NOVEMBER);
    use(1, 1);
    metering.close();
    assertUsed(8, 2, NOVEMBER);
  }

  @Test
  void writesDownBeforeItLeadsAndJudgesNobody() {
    plans = quota(5, 5, 5);
    try (var second = MeteringStand.over(file, registry, () -> plans, () -> now)) {
      second.count(tenant, new Usage(10, 1, 0, false));
      second.round();
      assertUsed(10, 1, NOVEMBER);
      assertEquals(Optional.empty(), second.warningTo(tenant));
    }
  }

  @Test
  void aCrashLosesNoMoreThanWasNotWrittenDown() {
    use(10, 5);
    metering.round();
    use(1, 1);
    // A process that is killed closes nothing: the next one finds what is in the file.
    Metering killed = metering;
    start();
    assertUsed(10, 5, NOVEMBER);
    use(2, 2);
    metering.round();
    assertUsed(12, 7, NOVEMBER);
    assertEquals(0, killed.health().failures());
  }

  @Test
  void anotherMonthBeginsAtZeroAndOldOnesAreForgotten() {
    use(90, 5);
    now = Instant.parse("2026-12-01T00:00:00Z");
    use(3, 4);
    metering.round();
    assertUsed(90, 5, NOVEMBER);
    assertUsed(3, 4, NOVEMBER.plusMonths(1));
    now = Instant.parse("2027-02-01T00:00:00Z");
    metering.round();
    assertUsed(0, 0, NOVEMBER);
    assertUsed(3, 4, NOVEMBER.plusMonths(1));
  }

  @Test
  void aNameTakenAgainBeginsAtZero() {
    use(7, 7);
    metering.round();
    TenantEntry entry = registry.entry(tenant.namespace()).orElseThrow();
    registry.beginDeletion(entry);
    registry.bury(registry.entry(tenant.namespace()).orElseThrow());
    tenant = created("shop");
    assertUsed(0, 0, NOVEMBER);
  }

  @Test
  void readsAndWritesAreBlockedApart() {
    use(1, 49);
    metering.round();
    assertEquals(Block.NONE, node.blockOf(tenant.id()));
    assertEquals(Optional.of("rows-written=98%"), metering.warningTo(tenant));
    use(0, 1);
    metering.round();
    assertEquals(Block.WRITES, node.blockOf(tenant.id()));
    assertEquals("rows written", node.reasonOf(tenant.id()));
    assertEquals(1, metering.health().noWrites());
    assertEquals(0, metering.health().noReads());
    use(99, 0);
    metering.round();
    assertEquals(Block.ALL, node.blockOf(tenant.id()));
    assertEquals(List.of("quota-block-writes shop", "quota-block-all shop"), audit);
    assertEquals(
        List.of(
            "quota.warning rows-written 2026-11",
            "quota.exceeded rows-written 2026-11",
            "quota.exceeded rows-read 2026-11"),
        notices);
  }

  @Test
  void anotherMonthUnblocksWhatNobodyUses() {
    use(100, 0);
    metering.round();
    assertEquals(Block.READS, node.blockOf(tenant.id()));
    now = Instant.parse("2026-12-01T00:00:00Z");
    metering.round();
    assertEquals(Block.NONE, node.blockOf(tenant.id()));
    assertEquals(0, metering.health().noReads());
  }

  @Test
  void aGreaterQuotaUnblocks() {
    use(0, 50);
    metering.round();
    assertEquals(Block.WRITES, node.blockOf(tenant.id()));
    plans = quota(100, 51, 1_000);
    metering.round();
    assertEquals(Block.NONE, node.blockOf(tenant.id()));
    TenantEntry entry = registry.entry(tenant.namespace()).orElseThrow();
    var own = new Quota(OptionalLong.empty(), OptionalLong.of(10), OptionalLong.empty());
    registry.replace(entry.allotted(Optional.of(own)));
    metering.round();
    assertEquals(Block.WRITES, node.blockOf(tenant.id()));
  }

  @Test
  void storageBlocksWritesUntilItShrinks() {
    node.set(tenant.id(), 0, 1, 1_000);
    use(0, 1);
    metering.round();
    assertEquals(Block.WRITES, node.blockOf(tenant.id()));
    assertEquals("storage", node.reasonOf(tenant.id()));
    node.set(tenant.id(), 0, 1, 900);
    now = now.plusSeconds(2);
    use(1, 0);
    metering.round();
    assertEquals(Block.NONE, node.blockOf(tenant.id()));
    node.set(tenant.id(), 0, 1, 1_000);
    now = now.plusSeconds(68);
    metering.round();
    assertEquals(Block.WRITES, node.blockOf(tenant.id()));
  }

  @Test
  void anUnreachableNodeIsBlockedLater() {
    node.down(true);
    use(0, 50);
    metering.round();
    assertEquals(Block.NONE, node.blockOf(tenant.id()));
    node.down(false);
    metering.round();
    assertEquals(Block.WRITES, node.blockOf(tenant.id()));
  }

  @Test
  void countsOnceWhatAnswersDoNotSay() {
    node.set(tenant.id(), 30, 3, 10);
    metering.count(tenant, new Usage(0, 0, 0, true));
    metering.round();
    assertUsed(0, 0, NOVEMBER);
    metering.round();
    assertUsed(30, 3, NOVEMBER);
    node.set(tenant.id(), 35, 3, 10);
    use(5, 0);
    metering.round();
    metering.round();
    assertUsed(35, 3, NOVEMBER);
  }

  @Test
  void looksAtABoundedNumberAtATime() {
    for (int i = 0; i < 5; i++) {
      metering.count(created("t" + i), new Usage(1, 0, 0, false));
    }
    for (int expected : new int[] {2, 2, 1, 0}) {
      metering.round();
      assertEquals(expected, node.looked());
    }
  }

  @Test
  void aLockedRegistryKeepsUsageInMemory() throws Exception {
    use(2, 1);
    metering.round();
    String url = "jdbc:sqlite:" + folder.resolve("registry.db");
    try (var other = DriverManager.getConnection(url);
        var statement = other.createStatement()) {
      statement.executeUpdate("BEGIN IMMEDIATE");
      use(3, 1);
      metering.round();
      assertEquals(1, metering.health().failures());
      use(4, 1);
      statement.executeUpdate("ROLLBACK");
    }
    metering.round();
    assertUsed(9, 3, NOVEMBER);
  }
}
