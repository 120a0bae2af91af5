package dev.gatehouse.app;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.value.HostPort;
import dev.gatehouse.sqld.Finding;
import dev.gatehouse.sqld.Finding.Severity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at what a configuration finds on this machine, sqld aside. */
public final class HostCheck {
  private final GatehouseConfig config;
  private final List<Finding> findings = new ArrayList<>();

  private HostCheck(GatehouseConfig config) {
    this.config = config;
  }

  /** Everything that was looked at. */
  public static List<Finding> of(GatehouseConfig config) {
    var check = new HostCheck(config);
    check.data();
    check.adminListener();
    check.findings.addAll(BackupCheck.of(config));
    return List.copyOf(check.findings);
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
