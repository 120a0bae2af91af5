package dev.gatehouse.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about keys to the admin API. */
@Command(
    name = "key",
    description = "The keys to the admin API of a running Gatehouse.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeyCreateCommand.class, KeyListCommand.class, KeyRevokeCommand.class},
    footer = {
      "%nExamples:",
      "  gatehouse key create --label billing --scope read",
      "  gatehouse key list",
      "%nWithout --data, GATEHOUSE_ADMIN_URL and GATEHOUSE_ADMIN_KEY (or GATEHOUSE_ADMIN_KEY_FILE,",
      "naming a file) say which Gatehouse; without them it is the 'gatehouse dev' on ./data."
    })
final class KeyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
