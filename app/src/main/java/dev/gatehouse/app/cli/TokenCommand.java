package dev.gatehouse.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about tokens. */
@Command(
    name = "token",
    description = "Make tokens for the databases of a running Gatehouse.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = TokenMintCommand.class,
    footer = {
      "%nExamples:",
      "  gatehouse token mint --namespace shop",
      "  gatehouse token mint --namespace shop --access ro --expires 1h"
    })
final class TokenCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
