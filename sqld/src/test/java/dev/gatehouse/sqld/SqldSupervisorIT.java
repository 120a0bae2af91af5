package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.NamespaceId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqldSupervisorIT {
  @TempDir Path folder;

  private final BlockingQueue<SqldState> states = new LinkedBlockingQueue<>();

  @Test
  void servesBothApisWhenStartReturns() throws Exception {
    try (var sqld = new SqldSupervisor(PinnedSqld.settings(folder), states::add)) {
      sqld.start();
      assertTrue(sqld.isReady());
      try (var admin = new SqldAdmin(sqld.admin(), PinnedSqld.ADMIN_KEY)) {
        admin.ping();
      }
      expect(SqldState.STARTING, SqldState.READY);
    }
    expect(SqldState.STOPPED);
  }

  @Test
  void handsTheAdminKeyDownWhereNoProcessListShowsIt() throws Exception {
    try (var sqld = new SqldSupervisor(PinnedSqld.settings(folder), states::add)) {
      sqld.start();
      List<ProcessHandle> family = family();
      assertTrue(family.size() >= 2, "a guard and sqld");
      for (ProcessHandle process : family) {
        String[] arguments = process.info().arguments().orElse(new String[0]);
        assertFalse(Arrays.toString(arguments).contains(PinnedSqld.ADMIN_KEY));
      }
    }
  }

  @Test
  void givesSqldItsOwnEnvironment() throws Exception {
    try (var sqld = new SqldSupervisor(PinnedSqld.settings(folder), states::add)) {
      sqld.start();
      Path environment = Path.of("/proc", Long.toString(theSqld().pid()), "environ");
      if (Files.exists(environment)) {
        List<String> names =
            Arrays.stream(Files.readString(environment).split("\0"))
                .map(entry -> entry.split("=", 2)[0])
                .toList();
        assertTrue(names.containsAll(List.of("RUST_MIN_STACK", "LIBSQL_ADMIN_AUTH_KEY", "PATH")));
        assertTrue(names.size() <= 9, names::toString);
      }
    }
  }

  @Test
  void startsADeadSqldAgainOnTheSameAddressesWithItsData() throws Exception {
    NamespaceId id = NamespaceId.random();
    try (var sqld = new SqldSupervisor(PinnedSqld.settings(folder), states::add)) {
      sqld.start();
      URI http = sqld.http();
      URI adminBase = sqld.admin();
      try (var admin = new SqldAdmin(adminBase, PinnedSqld.ADMIN_KEY)) {
        admin.create(id);
        expect(SqldState.STARTING, SqldState.READY);

        theSqld().destroyForcibly();

        expect(SqldState.DOWN, SqldState.STARTING, SqldState.READY);
        assertEquals(http, sqld.http());
        assertEquals(adminBase, sqld.admin());
        assertTrue(admin.exists(id));
      }
    }
  }

  @Test
  void leavesNoProcessWhenClosed() throws Exception {
    List<ProcessHandle> family;
    try (var sqld = new SqldSupervisor(PinnedSqld.settings(folder), states::add)) {
      sqld.start();
      family = family();
    }
    for (ProcessHandle process : family) {
      process.onExit().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void stopsWithTheGuardWhenTheGuardIsToldTo() throws Exception {
    try (var sqld = new SqldSupervisor(PinnedSqld.settings(folder), states::add)) {
      sqld.start();
      expect(SqldState.STARTING, SqldState.READY);
      ProcessHandle child = theSqld();
      child.parent().orElseThrow().destroy();
      child.onExit().get(5, TimeUnit.SECONDS);
      expect(SqldState.DOWN);
    }
  }

  @Test
  void refusesAFolderThatAnotherSqldRunsOn() throws Exception {
    try (var first = new SqldSupervisor(PinnedSqld.settings(folder), states::add);
        var second = new SqldSupervisor(PinnedSqld.settings(folder), _ -> {})) {
      first.start();
      var e = assertThrows(SqldUnavailableException.class, second::start);
      assertTrue(e.toString().contains("Another Gatehouse"), e::toString);
    }
  }

  @Test
  void tellsWhatAnSqldSaidThatDoesNotStart() throws Exception {
    Path broken = script("echo 'the disk is on fire'; exit 3");
    SqldSettings settings = SqldSettings.of(broken, folder, "key", PinnedSqld.KEY.publicPem());
    try (var sqld = new SqldSupervisor(settings, states::add)) {
      var e = assertThrows(SqldUnavailableException.class, sqld::start);
      assertTrue(e.toString().contains("with code 3; it said: the disk is on fire"), e::toString);
      expect(SqldState.STARTING, SqldState.STOPPED);
    }
  }

  @Test
  void killsAnSqldThatDoesNotEnd() throws Exception {
    Path stubborn = script("trap '' TERM; while :; do sleep 0.2; done");
    var settings =
        new SqldSettings(
            stubborn,
            folder,
            "key",
            PinnedSqld.KEY.publicPem(),
            1,
            1,
            1,
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            RestartPace.DEFAULT);
    try (var sqld = new SqldSupervisor(settings, states::add)) {
      assertThrows(SqldUnavailableException.class, sqld::start);
      assertEquals(List.of(), family());
    }
  }

  @Test
  void leavesNoProcessWhereItsStartIsGivenUp() throws Exception {
    Path silent = script("trap '' TERM; while :; do sleep 0.2; done");
    try (var sqld = new SqldSupervisor(PinnedSqld.settings(folder, silent), states::add)) {
      var start = new FutureTask<>(() -> assertThrows(InterruptedException.class, sqld::start));
      Thread starting = Thread.ofPlatform().start(start);
      var claim = new FolderClaim(folder);
      Family.await(() -> claim.holder().isPresent(), "its note");
      ProcessHandle guard = claim.holder().orElseThrow();

      starting.interrupt();

      start.get(5, TimeUnit.SECONDS);
      guard.onExit().get(5, TimeUnit.SECONDS);
      expect(SqldState.STARTING, SqldState.STOPPED);
      assertEquals(List.of(), family());
    }
  }

  @Test
  void leavesNoProcessThatItCannotNote() throws Exception {
    Path silent = script("trap '' TERM; while :; do sleep 0.2; done");
    Files.createDirectories(folder.resolve("sqld.pid/not empty"));
    try (var sqld = new SqldSupervisor(PinnedSqld.settings(folder, silent), states::add)) {
      assertThrows(SqldUnavailableException.class, sqld::start);
      new Family(folder).awaitEnd();
    }
  }

  private Path script(String body) throws Exception {
    Path script = Files.writeString(folder.resolve("fake-sqld"), "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private void expect(SqldState... expected) throws InterruptedException {
    for (SqldState state : expected) {
      assertEquals(state, states.poll(10, TimeUnit.SECONDS));
    }
  }

  /** Every process whose command names this test's folder. */
  private List<ProcessHandle> family() {
    return ProcessHandle.current()
        .descendants()
        .filter(
            p ->
                Arrays.toString(p.info().arguments().orElse(new String[0]))
                    .contains(folder.toString()))
        .toList();
  }

  private Optional<ProcessHandle> ourSqld() {
    return family().stream()
        .filter(p -> !p.info().command().orElse("").endsWith("sh"))
        .filter(p -> !p.info().command().orElse("").endsWith("dash"))
        .findAny();
  }

  private ProcessHandle theSqld() {
    return ourSqld().orElseThrow();
  }
}
