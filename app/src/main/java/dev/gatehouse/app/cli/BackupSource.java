package dev.gatehouse.app.cli;

import dev.gatehouse.admin.backup.Manifest;
import dev.gatehouse.admin.backup.Manifests;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.admin.vault.VaultKey;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.config.load.InvalidConfigException;
import dev.gatehouse.config.value.Secret;
import dev.gatehouse.tenancy.token.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A backup folder that is read without a server, and the key that opens it. */
final class BackupSource {
  static final String LATEST = "latest";

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Read this backup folder here, without a server.")
  private @Nullable Path from;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "With --from: the configuration that has the key; GATEHOUSE_CONFIG else.")
  private Optional<Path> file = Optional.empty();

  boolean isGiven() {
    return from != null;
  }

  GatehouseConfig config() throws InvalidConfigException {
    return ConfigLoader.load(Launch.configFile(file), System.getenv());
  }

  /** The vault of the folder given, else of the configuration's. */
  Vault vault(GatehouseConfig config) {
    Path folder =
        Optional.ofNullable(from)
            .or(() -> config.backup().folder())
            .orElseThrow(
                () ->
                    CommandFailure.wrongUse(
                        "say which backup folder: --from DIR, or backup.folder in --config"));
    Vault vault = Vault.at(folder.toAbsolutePath(), new VaultKey(key(config)));
    if (!vault.isThere()) {
      throw CommandFailure.failed("%s holds no backups".formatted(folder));
    }
    return vault;
  }

  private static SealingKey key(GatehouseConfig config) {
    Optional<Secret> chosen = config.backup().key().or(() -> config.identity().masterKey());
    if (chosen.isPresent()) {
      return SealingKey.of(chosen.get().reveal());
    }
    Path made = config.data().resolve("keys/master.key");
    if (!Files.exists(made)) {
      throw CommandFailure.wrongUse(
          "no key to open backups: set backup.key (GATEHOUSE_BACKUP_KEY) or identity.masterKey, or"
              + " put the old keys/master.key at "
              + made);
    }
    try {
      return SealingKey.loadOrCreate(made);
    } catch (IOException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()));
    }
  }

  /** The backup of that id, or the newest. */
  static Manifest manifest(Vault vault, String id) {
    try {
      var manifests = new Manifests(vault);
      return id.equals(LATEST)
          ? manifests
              .newest()
              .orElseThrow(
                  () -> CommandFailure.failed("%s holds no backups".formatted(vault.folder())))
          : manifests.read(id);
    } catch (IOException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()));
    }
  }
}
