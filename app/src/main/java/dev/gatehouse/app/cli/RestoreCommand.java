package dev.gatehouse.app.cli;

import dev.gatehouse.admin.backup.FullRestore;
import dev.gatehouse.admin.backup.Manifest;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.app.FullRestoration;
import dev.gatehouse.app.StartException;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.load.InvalidConfigException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Brings back what a backup holds. */
@Command(
    name = "restore",
    description = {
      "Bring one database back out of a backup, or with --all everything on an empty machine.",
      "One database: what has its name now goes to the trash in the same moment, by another name,",
      "and its tokens hold on. With --all no Gatehouse may run on the data folder yet; all tokens,",
      "signing keys and API keys of then are taken back, as nobody knows which were revoked since."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse restore shop",
      "  gatehouse restore shop --backup 20261121T020000000Z-4f1a --as shop-of-friday",
      "  gatehouse restore --all --from /mnt/copy --config gatehouse.yaml",
      "%nWith --all, repeat the same command after an interruption: it goes on.",
      "The key is backup.key, else identity.masterKey, else keys/master.key in the data folder."
    })
final class RestoreCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private BackupSource source = new BackupSource();
  @Mixin private Output output = new Output();
  @Mixin private Confirm confirm = new Confirm();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "The database.")
  private @Nullable String name;

  @Option(
      names = "--backup",
      paramLabel = "ID",
      description = "Out of which backup (default: the newest that has it).")
  private String backup = BackupSource.LATEST;

  @Option(names = "--as", paramLabel = "NAME", description = "By which name, instead of its own.")
  private @Nullable String as;

  @Option(names = "--all", description = "The registry and all databases, on an empty machine.")
  private boolean all;

  @Option(
      names = "--keep-tokens",
      description = "With --all: let tokens and keys that held then hold again.")
  private boolean keepTokens;

  @Override
  public void run() {
    if (all == (name != null)) {
      throw CommandFailure.wrongUse("say which database, or --all");
    }
    if (all && as != null) {
      throw CommandFailure.wrongUse("--as goes with one database");
    }
    if (!all && (source.isGiven() || keepTokens)) {
      throw CommandFailure.wrongUse("--from and --keep-tokens go with --all");
    }
    if (all) {
      everything();
    } else {
      one(Optional.ofNullable(name).orElseThrow());
    }
  }

  private void one(String namespace) {
    if (as == null) {
      confirm.that(
          "this puts what a backup holds in the place of %s, which goes to the trash"
              .formatted(namespace));
    }
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("namespace", namespace);
    if (as != null) {
      order.put("as", as);
    }
    JsonNode made;
    try (var progress = Progress.on(output.err(), Launch.atTerminal())) {
      if (Launch.atTerminal()) {
        progress.step("Restoring " + namespace);
      }
      made = target.client().postPatiently(ApiPath.of("backups", backup, "restore"), order);
    }
    output.print(made, () -> "restored %s".formatted(made.path("name").asString()));
  }

  private void everything() {
    try {
      GatehouseConfig config = source.config();
      Vault vault = source.vault(config);
      Manifest manifest = BackupSource.manifest(vault, backup);
      FullRestore full = FullRestore.of(vault, manifest);
      FullRestoration.Result result = restored(config, full);
      List<String> lost = result.lost().stream().map(String::valueOf).toList();
      output.print(
          Map.of(
              "backup", manifest.id(),
              "namespaces", result.namespaces(),
              "resumed", result.resumed(),
              "lost", lost,
              "older", full.older().stream().map(Manifest.Saved::name).toList()),
          () -> told(manifest, full, result));
      if (!lost.isEmpty()) {
        throw CommandFailure.failed("%d databases are in no backup".formatted(lost.size()));
      }
    } catch (IOException | StartException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()));
    } catch (InvalidConfigException e) {
      throw BackupVerifyCommand.invalid(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted; repeat the command to go on");
    }
  }

  private FullRestoration.Result restored(GatehouseConfig config, FullRestore full)
      throws StartException, InterruptedException {
    try (var steps = Progress.on(output.err(), Launch.atTerminal());
        var bar = Bar.ofNamespaces(output.err(), Launch.atTerminal(), "Restoring")) {
      var progress =
          new FullRestoration.Progress() {
            @Override
            public void step(String sentence) {
              steps.step(sentence);
            }

            @Override
            public void namespaces(long done, long all) {
              steps.finish();
              bar.at(done, all);
            }
          };
      return new FullRestoration(config, Launch.installation(), progress).run(full, keepTokens);
    }
  }

  private String told(Manifest manifest, FullRestore full, FullRestoration.Result result) {
    var text =
        new StringBuilder(
            "restored the registry and %d databases as of %s; each was compared"
                .formatted(result.namespaces(), manifest.begunAt()));
    full.older()
        .forEach(
            saved ->
                text.append("\n  %s is older: of %s".formatted(saved.name(), saved.takenAt())));
    result.lost().forEach(one -> text.append("\n  %s is in no backup".formatted(one)));
    text.append(
        keepTokens
            ? "\ntokens and keys of then hold again; revoke what must not"
            : "\nall tokens and API keys of then are taken back: make new ones");
    return text.append("\nstart Gatehouse: gatehouse serve").toString();
  }
}
