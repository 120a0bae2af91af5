package dev.gatehouse.app.doctor;

import dev.gatehouse.app.Installation;
import dev.gatehouse.app.ManagedSqld;
import dev.gatehouse.app.ThrowawayFolder;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.SqldMode;
import dev.gatehouse.config.value.HostPort;
import dev.gatehouse.config.value.Secret;
import dev.gatehouse.sqld.FileFunctions;
import dev.gatehouse.sqld.Finding;
import dev.gatehouse.sqld.Finding.Severity;
import dev.gatehouse.sqld.SqldInspection;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at one configuration, its surroundings and its sqld. */
public final class Checkup {
  private final GatehouseConfig config;
  private final Installation installation;
  private final List<Finding> findings = new ArrayList<>();

  public Checkup(GatehouseConfig config, Installation installation) {
    this.config = config;
    this.installation = installation;
  }

  /** Everything that was looked at. */
  public List<Finding> run() throws InterruptedException {
    data();
    adminListener();
    try {
      if (config.sqld().mode() == SqldMode.MANAGED) {
        managed();
      } else {
        external();
      }
    } catch (IOException e) {
      failed("sqld", String.valueOf(e.getMessage()), "");
    }
    return List.copyOf(findings);
  }

  private void data() {
    Path folder = config.data();
    Path existing = folder.toAbsolutePath().normalize();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (Files.isDirectory(existing) && Files.isWritable(existing)) {
      ok("data", "The data folder %s can be written.".formatted(folder));
    } else {
      failed(
          "data",
          "The data folder %s cannot be written.".formatted(folder),
          "Make %s writable, or set data to another folder.".formatted(existing));
    }
  }

  private void adminListener() {
    HostPort admin = config.listen().admin();
    try {
      boolean closed = InetAddress.getAllByName(admin.host())[0].isLoopbackAddress();
      if (closed) {
        ok("admin-listener", "Only this machine reaches the admin API.");
      } else if (config.admin().key().isPresent()) {
        warning(
            "admin-listener",
            "Others reach the admin API at %s.".formatted(admin),
            "Keep listen.admin on loopback or a private network.");
      } else {
        failed(
            "admin-listener",
            "The admin API would be open at %s with a key that nobody chose.".formatted(admin),
            "Set admin.key, or listen.admin to 127.0.0.1.");
      }
    } catch (UnknownHostException e) {
      failed("admin-listener", "listen.admin names an unknown host.", "Correct listen.admin.");
    }
  }

  /** Tries the sqld that would be started, on a folder that is thrown away. */
  private void managed() throws IOException, InterruptedException {
    SigningKey key = SigningKey.generate();
    try (var folder = ThrowawayFolder.create("doctor");
        var sqld =
            ManagedSqld.start(
                config.sqld().managed(),
                installation.sqldTools(),
                folder.path(),
                key.publicPem(),
                step -> {})) {
      var process = sqld.process();
      try (var inspection =
          new SqldInspection(process.http(), process.admin(), sqld.adminKey(), key)) {
        findings.addAll(inspection.inspect(FileFunctions.GUARDED));
      }
    }
  }

  private void external() throws IOException {
    var external = config.sqld().external();
    SigningKey key = SigningKey.loadOrCreate(config.data().resolve("keys/upstream.pem"));
    try (var inspection =
        new SqldInspection(
            external.http().orElseThrow(),
            external.admin().orElseThrow(),
            external.adminKey().map(Secret::reveal).orElse(""),
            key)) {
      findings.addAll(inspection.inspect(FileFunctions.GUARDED));
    }
  }

  private void ok(String name, String sentence) {
    findings.add(new Finding(name, Severity.OK, sentence, ""));
  }

  private void warning(String name, String sentence, String remedy) {
    findings.add(new Finding(name, Severity.WARNING, sentence, remedy));
  }

  private void failed(String name, String sentence, String remedy) {
    findings.add(new Finding(name, Severity.FAILED, sentence, remedy));
  }
}
