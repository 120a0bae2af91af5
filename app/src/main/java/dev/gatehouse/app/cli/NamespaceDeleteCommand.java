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
import tools.jackson.databind.json.JsonMapper;

/** Deletes a namespace. */
@Command(
    name = "delete",
    description = "Delete a database with its data, at once and for good.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse namespace delete shop --yes"})
final class NamespaceDeleteCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminTarget target = new AdminTarget();

  @Parameters(paramLabel = "NAME", description = "The database.", converter = NamespaceName.class)
  private Namespace namespace = NamespaceName.NONE;

  @Option(names = "--yes", description = "You are sure.")
  private boolean sure;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public void run() {
    if (!sure) {
      throw CommandFailure.wrongUse(
          "this deletes '%s' and all its data for good; repeat it with --yes".formatted(namespace));
    }
    target.client().delete("/v1/namespaces/" + namespace + "?purge=true");
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? JsonMapper.shared().writeValueAsString(Map.of("deleted", namespace.name()))
            : "deleted " + namespace);
  }
}
