package dev.gatehouse.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about schema sets. */
@Command(
    name = "schema",
    description =
        "The schema sets of a running Gatehouse, and the jobs that bring them to databases.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SchemaListCommand.class,
      SchemaShowCommand.class,
      SchemaDriftCommand.class,
      SchemaApplyCommand.class,
      SchemaStatusCommand.class,
      SchemaPauseCommand.class,
      SchemaResumeCommand.class,
      SchemaStopCommand.class
    },
    footer = {
      "%nExamples:",
      "  gatehouse schema drift core",
      "  gatehouse schema apply core --dry-run",
      "%nWithout --data, GATEHOUSE_ADMIN_URL and GATEHOUSE_ADMIN_KEY (or GATEHOUSE_ADMIN_KEY_FILE,",
      "naming a file) say which Gatehouse; without them it is the 'gatehouse dev' on ./data."
    })
final class SchemaCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
