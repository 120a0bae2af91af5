package dev.gatehouse.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Shows a namespace. */
@Command(
    name = "show",
    description = "Show what is known of one database.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace show shop",
      "  gatehouse namespace show shop --json"
    })
final class NamespaceShowCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();

  @Override
  public void run() {
    JsonNode found = target.client().get(namespace.path());
    output.print(found, () -> Table.of(found));
  }
}
