package dev.gatehouse.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about namespaces. */
@Command(
    name = "namespace",
    description = "Create, list, show and delete databases of a running Gatehouse.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      NamespaceCreateCommand.class,
      NamespaceListCommand.class,
      NamespaceShowCommand.class,
      NamespaceDeleteCommand.class
    },
    footer = {
      "%nExamples:",
      "  gatehouse namespace create shop",
      "  gatehouse namespace list --json",
      "%nWithout --data, GATEHOUSE_ADMIN_URL and GATEHOUSE_ADMIN_KEY say which Gatehouse;",
      "without them it is the 'gatehouse dev' that runs on ./data."
    })
final class NamespaceCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
