package dev.gatehouse.app.cli;

import dev.gatehouse.admin.backup.Manifest;
import dev.gatehouse.admin.backup.Manifests;
import dev.gatehouse.admin.backup.Manifests.Found;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.config.load.InvalidConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists the backups there are. */
@Command(
    name = "list",
    description = {"List the backups, the newest first: of a running Gatehouse, or of a folder."},
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse backup list",
      "  gatehouse backup list --from /mnt/copy --config gatehouse.yaml --json"
    })
final class BackupListCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private BackupSource source = new BackupSource();
  @Mixin private Output output = new Output();

  @Override
  public void run() {
    List<JsonNode> found =
        source.isGiven()
            ? here()
            : target.client().get(ApiPath.of("backups")).path("backups").valueStream().toList();
    output.print(
        found,
        () ->
            found.isEmpty()
                ? "no backups yet"
                : Table.of(found, "id", "state", "begunAt", "namespaces", "failures", "bytes"));
  }

  private List<JsonNode> here() {
    try {
      Vault vault = source.vault(source.config());
      var found = new ArrayList<JsonNode>();
      for (Found one : new Manifests(vault).all().reversed()) {
        found.add(JsonMapper.shared().valueToTree(row(one)));
      }
      return found;
    } catch (IOException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()));
    } catch (InvalidConfigException e) {
      throw BackupVerifyCommand.invalid(e);
    }
  }

  private static Map<String, Object> row(Found found) {
    var row = new LinkedHashMap<String, Object>();
    row.put("id", found.id());
    switch (found) {
      case Found.Legible(var made) -> {
        row.put("state", made.isComplete() ? "complete" : "incomplete");
        row.put("begunAt", made.begunAt().toString());
        row.put("namespaces", made.namespaces().size());
        row.put("failures", made.failures().size());
        row.put("bytes", bytes(made));
      }
      case Found.Unreadable(_, var why) -> {
        row.put("state", "unreadable");
        row.put("problem", String.valueOf(why.getMessage()));
      }
    }
    return row;
  }

  private static long bytes(Manifest made) {
    return made.registry().bytes()
        + made.namespaces().stream().mapToLong(one -> one.content().bytes()).sum();
  }
}
