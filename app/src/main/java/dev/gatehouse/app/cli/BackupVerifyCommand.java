package dev.gatehouse.app.cli;

import dev.gatehouse.admin.backup.Manifest;
import dev.gatehouse.admin.backup.VaultCheck;
import dev.gatehouse.admin.backup.VaultCheck.Fault;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.config.load.InvalidConfigException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads a backup to its last byte. */
@Command(
    name = "verify",
    description = {
      "Read a backup to its last byte, here and without a server: whether it is whole, unchanged",
      "and opens with the key. Whether it loads was tried when it was made."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse backup verify --config gatehouse.yaml",
      "  gatehouse backup verify 20261121T020000000Z-4f1a --from /mnt/copy --config gatehouse.yaml",
      "%nThe key is backup.key, else identity.masterKey, else keys/master.key in the data folder."
    })
final class BackupVerifyCommand implements Runnable {
  @Mixin private BackupSource source = new BackupSource();
  @Mixin private Output output = new Output();

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      defaultValue = BackupSource.LATEST,
      description = "The backup (default: the newest).")
  private String id = BackupSource.LATEST;

  @Override
  public void run() {
    try {
      Vault vault = source.vault(source.config());
      Manifest manifest = BackupSource.manifest(vault, id);
      List<Fault> faults = faults(vault, manifest);
      output.print(
          Map.of("id", manifest.id(), "ok", faults.isEmpty(), "faults", faults),
          () -> told(manifest, faults));
      if (!faults.isEmpty()) {
        throw CommandFailure.failed("the backup %s is damaged".formatted(manifest.id()));
      }
    } catch (IOException e) {
      throw CommandFailure.failed("the backup cannot be read: " + e.getMessage());
    } catch (InvalidConfigException e) {
      throw invalid(e);
    }
  }

  static CommandFailure invalid(InvalidConfigException e) {
    return CommandFailure.wrongUse(
        e.problems().stream().map(String::valueOf).collect(Collectors.joining("; ")));
  }

  private List<Fault> faults(Vault vault, Manifest manifest) throws IOException {
    try (var bar = Bar.ofNamespaces(output.err(), Launch.atTerminal(), "Verifying")) {
      int all = manifest.namespaces().size();
      return new VaultCheck(vault).check(manifest, done -> bar.at(done, all));
    }
  }

  private static String told(Manifest manifest, List<Fault> faults) {
    return faults.isEmpty()
        ? "the backup %s is whole: %d databases"
            .formatted(manifest.id(), manifest.namespaces().size())
        : faults.stream()
            .map(fault -> "  %s: %s".formatted(fault.of(), fault.what()))
            .collect(Collectors.joining("\n"));
  }
}
