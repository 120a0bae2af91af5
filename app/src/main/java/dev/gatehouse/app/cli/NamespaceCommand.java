package dev.gatehouse.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about namespaces. */
@Command(
    name = "namespace",
    description =
        "The databases of a running Gatehouse: create, find, change, copy, save and delete them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      NamespaceCreateCommand.class,
      NamespaceListCommand.class,
      NamespaceShowCommand.class,
      NamespaceUsageCommand.class,
      NamespaceSetCommand.class,
      NamespaceForkCommand.class,
      NamespaceImportCommand.class,
      NamespaceDumpCommand.class,
      NamespaceSuspendCommand.class,
      NamespaceResumeCommand.class,
      NamespaceDeleteCommand.class,
      NamespaceRestoreCommand.class
    },
    footer = {
      "%nExamples:",
      "  gatehouse namespace create shop",
      "  gatehouse namespace list --json",
      "%nWithout --data, GATEHOUSE_ADMIN_URL and GATEHOUSE_ADMIN_KEY (or GATEHOUSE_ADMIN_KEY_FILE,",
      "naming a file) say which Gatehouse; without them it is the 'gatehouse dev' on ./data."
    })
final class NamespaceCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
