package dev.gatehouse.app.doctor;

import dev.gatehouse.app.HostCheck;
import dev.gatehouse.app.Installation;
import dev.gatehouse.app.ManagedSqld;
import dev.gatehouse.app.ThrowawayFolder;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.SqldMode;
import dev.gatehouse.config.value.Secret;
import dev.gatehouse.sqld.FileFunctions;
import dev.gatehouse.sqld.Finding;
import dev.gatehouse.sqld.Finding.Severity;
import dev.gatehouse.sqld.SqldInspection;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.IOException;
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
    findings.addAll(HostCheck.of(config));
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

  private void failed(String name, String sentence, String remedy) {
    findings.add(new Finding(name, Severity.FAILED, sentence, remedy));
  }
}
