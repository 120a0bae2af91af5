package dev.gatehouse.app.cli;

import dev.gatehouse.tenancy.Namespace;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Creates a namespace. */
@Command(
    name = "create",
    description = "Create an empty database.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace create shop",
      "  gatehouse namespace create shop --json"
    })
final class NamespaceCreateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminTarget target = new AdminTarget();

  @Parameters(
      paramLabel = "NAME",
      converter = NamespaceName.class,
      description = "Lower-case letters, digits, - and _, at most 63.")
  private Namespace name = NamespaceName.NONE;

  @Option(names = "--json", description = "Print the namespace as JSON.")
  private boolean json;

  @Override
  public void run() {
    JsonNode created = target.client().post("/v1/namespaces", Map.of("name", name.name()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(created);
    } else {
      out.println("created " + name);
      out.println(
          "a token for it: %s token mint --namespace %s%s"
              .formatted(Launch.command(), name, target.asOption()));
    }
  }
}
