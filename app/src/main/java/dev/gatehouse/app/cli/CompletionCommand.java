package dev.gatehouse.app.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options in a shell. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  source <(gatehouse completion)"})
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().getOut().println(AutoComplete.bash("gatehouse", spec.root().commandLine()));
  }
}
