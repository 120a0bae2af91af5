package dev.gatehouse.app.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists the schema sets. */
@Command(
    name = "list",
    description = "List the schema sets.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse schema list"})
final class SchemaListCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Override
  public void run() {
    JsonNode sets = target.client().get(ApiPath.of("schema-sets")).path("schemaSets");
    output.print(
        sets, () -> sets.valueStream().map(JsonNode::asString).collect(Collectors.joining("\n")));
  }
}
