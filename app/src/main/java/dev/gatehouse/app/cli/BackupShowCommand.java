package dev.gatehouse.app.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows what is in a backup. */
@Command(
    name = "show",
    description = {"Show what is in a backup: each database, its moment, its rows and its size."},
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse backup show 20261121T020000000Z-4f1a",
      "  gatehouse backup show 20261121T020000000Z-4f1a --json"
    })
final class BackupShowCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "ID", description = "The backup, as 'gatehouse backup list' names it.")
  private String id = "";

  @Override
  public void run() {
    JsonNode detail = target.client().get(ApiPath.of("backups", id));
    List<JsonNode> namespaces = detail.path("namespaces").valueStream().toList();
    output.print(
        detail,
        () ->
            BackupText.detail(detail)
                + "\n"
                + Table.of(
                    namespaces, "name", "takenAt", "tables", "rows", "bytes", "sealedBytes"));
  }
}
