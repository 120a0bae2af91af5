package dev.gatehouse.app.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Makes a backup now. */
@Command(
    name = "backup",
    description = {
      "Back up the registry and all databases into backup.folder, and wait for the end.",
      "Each database is loaded into a scratch one and compared before it counts; what has not",
      "changed is not written again. Ctrl-C ends the waiting, not the backup."
    },
    mixinStandardHelpOptions = true,
    subcommands = {BackupListCommand.class, BackupShowCommand.class, BackupVerifyCommand.class},
    footer = {
      "%nExamples:",
      "  gatehouse backup",
      "  gatehouse backup list",
      "  gatehouse backup verify --from /var/backups/gatehouse --config gatehouse.yaml",
      "%nNeeds the admin key, or one with the scope admin. To bring a database back:",
      "  gatehouse restore shop"
    })
final class BackupCommand implements Runnable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Option(names = "--no-wait", description = "Begin it and come back.")
  private boolean noWait;

  @Override
  public void run() {
    AdminClient client = target.client();
    JsonNode begun = client.post(ApiPath.of("backups"), Map.of());
    String id = begun.path("id").asString();
    if (noWait) {
      output.print(begun, () -> "backup %s has begun".formatted(id));
      return;
    }
    JsonNode all = ended(client, id);
    JsonNode made = find(all, id);
    if (made.isMissingNode()) {
      throw CommandFailure.failed(
          "no backup was made: "
              + Printable.line(all.path("trouble").asString("see the log of Gatehouse")));
    }
    JsonNode detail = client.get(ApiPath.of("backups", id));
    output.print(detail, () -> BackupText.detail(detail));
    BackupText.check(made);
  }

  private static JsonNode find(JsonNode all, String id) {
    List<JsonNode> found =
        all.path("backups")
            .valueStream()
            .filter(one -> one.path("id").asString().equals(id))
            .toList();
    return found.isEmpty() ? all.path("none") : found.getFirst();
  }

  private JsonNode ended(AdminClient client, String id) {
    if (!Launch.atTerminal() && !output.isJson()) {
      output.note("backup " + id);
    }
    try (var bar = Bar.ofNamespaces(output.err(), Launch.atTerminal(), "Backing up")) {
      JsonNode all = client.get(ApiPath.of("backups"));
      while (all.path("running").path("id").asString("").equals(id)) {
        JsonNode now = all.path("running");
        bar.at(
            now.path("done").asLong() + now.path("failed").asLong(),
            now.path("namespaces").asLong());
        Thread.sleep(LOOK_AGAIN);
        all = client.get(ApiPath.of("backups"));
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted; the backup goes on: gatehouse backup list");
    }
  }
}
