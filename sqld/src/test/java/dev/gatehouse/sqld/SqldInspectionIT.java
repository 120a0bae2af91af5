package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.sqld.Finding.Severity;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqldInspectionIT {
  private static final List<String> NAMESPACES =
      List.of("--enable-namespaces", "--disable-default-namespace");

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatWasStarted() throws Exception {
    for (Process process : started) {
      process.destroyForcibly();
      assertTrue(process.waitFor(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void findsNothingWrongWithASupervisedHardenedSqld() throws Exception {
    SqldSettings plain = PinnedSqld.settings(folder);
    Path hardened = HardenedSqld.of(plain.binary(), folder.resolve("bin"));
    SqldSettings settings =
        SqldSettings.of(hardened, folder, PinnedSqld.ADMIN_KEY, PinnedSqld.KEY.publicPem());
    try (var sqld = new SqldSupervisor(settings, _ -> {})) {
      sqld.start();
      try (var inspection =
          new SqldInspection(sqld.http(), sqld.admin(), PinnedSqld.ADMIN_KEY, PinnedSqld.KEY)) {
        List<Finding> findings = inspection.inspect(FileFunctions.FORBIDDEN);
        assertEquals(8, findings.size(), findings::toString);
        assertTrue(
            findings.stream().allMatch(f -> f.severity() == Severity.OK), findings::toString);
      }
    }
  }

  @Test
  void warnsOfFileFunctionsThatOnlyTheGuardKeepsAway() throws Exception {
    Ports ports = run(NAMESPACES, true, true);
    Report report = inspect(ports, PinnedSqld.KEY, FileFunctions.GUARDED);
    assertEquals(Severity.WARNING, report.severity("file-functions"));
    assertEquals(
        Severity.FAILED,
        inspect(ports, PinnedSqld.KEY, FileFunctions.FORBIDDEN).severity("file-functions"));
  }

  @Test
  void failsAnSqldWithoutNamespaces() throws Exception {
    Ports ports = run(List.of(), true, true);
    Finding finding = inspect(ports, PinnedSqld.KEY, FileFunctions.GUARDED).of("namespaces");
    assertEquals(Severity.FAILED, finding.severity());
    assertTrue(finding.sentence().contains("Namespaces are not enabled"), finding::toString);
    assertTrue(finding.remedy().contains("--enable-namespaces"), finding::toString);
  }

  @Test
  void failsAnSqldThatChecksNoTokens() throws Exception {
    Ports ports = run(NAMESPACES, false, true);
    Report report = inspect(ports, PinnedSqld.KEY, FileFunctions.GUARDED);
    assertEquals(Severity.OK, report.severity("namespaces"));
    assertEquals(Severity.FAILED, report.severity("token-required"));
    assertEquals(Severity.FAILED, report.severity("token-key"));
  }

  @Test
  void failsAnSqldThatHasAnotherTokenKey() throws Exception {
    Ports ports = run(NAMESPACES, true, true);
    Report report = inspect(ports, SigningKey.generate(), FileFunctions.GUARDED);
    assertEquals(Severity.FAILED, report.severity("namespaces"));
  }

  @Test
  void failsAnSqldWhoseAdminApiIsOpen() throws Exception {
    Ports ports = run(NAMESPACES, true, false);
    Report report = inspect(ports, PinnedSqld.KEY, FileFunctions.GUARDED);
    assertEquals(Severity.FAILED, report.severity("admin-key"));
  }

  @Test
  void saysThatNothingListens() throws Exception {
    Finding finding = inspect(Ports.free(), PinnedSqld.KEY, FileFunctions.GUARDED).of("reachable");
    assertEquals(Severity.UNKNOWN, finding.severity());
    assertTrue(finding.sentence().startsWith("No sqld answers at http://127.0.0.1:"));
  }

  @Test
  void leavesNoCanaryBehind() throws Exception {
    Ports ports = run(NAMESPACES, true, true);
    inspect(ports, PinnedSqld.KEY, FileFunctions.GUARDED);
    try (var left = Files.list(folder.resolve("db/dbs"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  private static Report inspect(Ports ports, SigningKey key, FileFunctions files) {
    try (var inspection =
        new SqldInspection(
            URI.create("http://127.0.0.1:" + ports.http()),
            URI.create("http://127.0.0.1:" + ports.admin()),
            PinnedSqld.ADMIN_KEY,
            key)) {
      return new Report(inspection.inspect(files));
    }
  }

  /** An sqld as somebody careless would run it. */
  private Ports run(List<String> flags, boolean hasTokenKey, boolean hasAdminKey)
      throws IOException, InterruptedException {
    Ports ports = Ports.free();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(PinnedSqld.binary().toString(), "--no-welcome"));
    command.addAll(List.of("--db-path", folder.resolve("db").toString()));
    command.addAll(List.of("--http-listen-addr", "127.0.0.1:" + ports.http()));
    command.addAll(List.of("--admin-listen-addr", "127.0.0.1:" + ports.admin()));
    command.addAll(flags);
    if (hasTokenKey) {
      Path pem = Files.writeString(folder.resolve("key.pem"), PinnedSqld.KEY.publicPem());
      command.addAll(List.of("--auth-jwt-key-file", pem.toString()));
    }
    if (hasAdminKey) {
      command.addAll(List.of("--admin-auth-key", PinnedSqld.ADMIN_KEY));
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    started.add(process);
    String key = "basic " + PinnedSqld.ADMIN_KEY;
    for (int i = 0; i < 1000; i++) {
      if (StatusProbe.ask(ports.http(), "/health", "none").orElse(0) == 200
          && StatusProbe.ask(ports.admin(), "/", key).orElse(0) == 200) {
        return ports;
      }
      assertTrue(!process.waitFor(10, TimeUnit.MILLISECONDS), "sqld died");
    }
    throw new AssertionError("sqld does not answer");
  }
}
