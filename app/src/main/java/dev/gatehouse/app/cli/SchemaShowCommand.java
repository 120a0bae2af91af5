package dev.gatehouse.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows a schema set. */
@Command(
    name = "show",
    description = "Show the migrations of a schema set.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse schema show core"})
final class SchemaShowCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "SET", description = "The schema set.")
  private String set = "";

  @Override
  public void run() {
    JsonNode found = target.client().get(ApiPath.of("schema-sets", set));
    output.print(
        found,
        () ->
            Table.of(
                found.path("migrations").valueStream().toList(), "version", "name", "checksum"));
  }
}
