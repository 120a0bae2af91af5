package dev.gatehouse.app.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows how namespaces differ from their schema set. */
@Command(
    name = "drift",
    description = {
      "Say how the databases of a schema set differ from it: what they lack, what does not fit.",
      "Exit code 1: something does not fit."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse schema drift core",
      "  gatehouse schema drift core --json"
    })
final class SchemaDriftCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "SET", description = "The schema set.")
  private String set = "";

  @Override
  public void run() {
    List<JsonNode> lines =
        target.client().allPages(ApiPath.of("schema-sets", set, "drift"), "namespaces");
    output.print(lines, () -> Table.of(lines, "namespace", "version", "pending", "drift"));
    long drifted = lines.stream().filter(line -> !line.path("drift").isEmpty()).count();
    if (drifted > 0) {
      throw CommandFailure.failed(
          "%d of %d databases do not fit %s".formatted(drifted, lines.size(), set));
    }
  }
}
