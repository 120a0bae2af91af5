package dev.gatehouse.app.cli;

import dev.gatehouse.tenancy.Namespace;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows one namespace. */
@Command(
    name = "show",
    description = "Show what is known of one database.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse namespace show shop --json"})
final class NamespaceShowCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminTarget target = new AdminTarget();

  @Parameters(paramLabel = "NAME", description = "The database.", converter = NamespaceName.class)
  private Namespace namespace = NamespaceName.NONE;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public void run() {
    JsonNode found = target.client().get("/v1/namespaces/" + namespace);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(found);
      return;
    }
    found
        .properties()
        .forEach(
            field -> out.println("%-10s %s".formatted(field.getKey(), text(field.getValue()))));
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }
}
