package dev.gatehouse.app;

import dev.gatehouse.admin.backup.BackupPlan;
import dev.gatehouse.admin.backup.BackupSite;
import dev.gatehouse.admin.backup.BackupState.Counts;
import dev.gatehouse.admin.backup.Backups;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.admin.vault.VaultKey;
import dev.gatehouse.config.BackupConfig;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import dev.gatehouse.tenancy.token.SealingKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The backups, from the configuration. */
final class BackupAssembly {
  private BackupAssembly() {}

  /** What makes backups, where there is a folder for them. */
  static Optional<Backups> backups(GatehouseConfig config, SealingKey master, BackupSite site) {
    BackupConfig backup = config.backup();
    var plan =
        new BackupPlan(
            backup.every(), backup.keep().daily(), backup.keep().weekly(), backup.parallelMax());
    var key = new VaultKey(backup.key().map(own -> SealingKey.of(own.reveal())).orElse(master));
    return backup
        .folder()
        .map(
            folder ->
                new Backups(
                    site, Vault.at(folder.toAbsolutePath(), key), plan, InstantSource.system()));
  }

  static String version() {
    return Optional.ofNullable(Gatehouse.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }

  /** Shows how the backups stand. */
  static void meter(Backups backups, MeterRegistry meters) {
    MetricCatalog.BACKUP_LAST.gauge(
        meters, () -> last(backups).map(Instant::getEpochSecond).orElse(0L));
    MetricCatalog.BACKUP_AGE.gauge(
        meters,
        () ->
            last(backups)
                .map(at -> (Number) Duration.between(at, Instant.now()).toSeconds())
                .orElse(Double.NaN));
    MetricCatalog.BACKUP_RUNNING.gauge(meters, () -> backups.running().isPresent() ? 1 : 0);
    count(backups, meters, "complete", Counts::complete);
    count(backups, meters, "incomplete", Counts::incomplete);
    count(backups, meters, "failed", Counts::failed);
  }

  private static Optional<Instant> last(Backups backups) {
    return backups.state().lastComplete();
  }

  private static void count(
      Backups backups, MeterRegistry meters, String result, ToDoubleFunction<Counts> count) {
    MetricCatalog.BACKUPS.counter(
        meters, "result", result, backups, source -> count.applyAsDouble(source.state().counts()));
  }
}
