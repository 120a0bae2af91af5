package dev.gatehouse.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about tokens. */
@Command(
    name = "token",
    description =
        "The tokens for the databases of a running Gatehouse, and the keys that sign them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TokenMintCommand.class,
      TokenListCommand.class,
      TokenRevokeCommand.class,
      TokenRotateCommand.class,
      TokenKeysCommand.class,
      TokenRotateKeysCommand.class
    },
    footer = {
      "%nExamples:",
      "  gatehouse token mint --namespace shop",
      "  gatehouse token mint --namespace shop --access ro --expires 1h",
      "%nWithout --data, GATEHOUSE_ADMIN_URL and GATEHOUSE_ADMIN_KEY (or GATEHOUSE_ADMIN_KEY_FILE,",
      "naming a file) say which Gatehouse; without them it is the 'gatehouse dev' on ./data."
    })
final class TokenCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
