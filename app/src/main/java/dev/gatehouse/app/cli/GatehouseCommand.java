package dev.gatehouse.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "gatehouse",
    description = "One public endpoint for every tenant's libSQL database.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:it failed; one sentence on standard error says why",
      "2:the command line or the configuration is wrong",
      "130, 143:stopped by Ctrl-C, by SIGTERM"
    },
    footer = {
      "%nExamples:",
      "  gatehouse dev                             everything here, with a demo database",
      "  gatehouse namespace create shop           another database",
      "  gatehouse token mint --namespace shop     a token for it",
      "  gatehouse serve --config gatehouse.yaml   in production",
      "%nEach command explains itself with --help."
    },
    subcommands = {
      DevCommand.class,
      ServeCommand.class,
      UpgradeCommand.class,
      DoctorCommand.class,
      NamespaceCommand.class,
      TokenCommand.class,
      SchemaCommand.class,
      KeyCommand.class,
      AuditCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      CheckConfigCommand.class,
      PrintConfigCommand.class,
      VersionCommand.class,
      CompletionCommand.class,
      RehearseCommand.class
    })
final class GatehouseCommand implements Runnable {
  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "When it fails, print where in the code.")
  private boolean debug;

  static CommandLine commandLine() {
    var errors = new ErrorReport();
    var line =
        new CommandLine(new GatehouseCommand())
            .setUsageHelpWidth(HELP_WIDTH)
            .setParameterExceptionHandler(errors)
            .setExecutionExceptionHandler(errors);
    spaceOut(line);
    return line;
  }

  private static void spaceOut(CommandLine line) {
    var usage = line.getCommandSpec().usageMessage();
    usage.parameterListHeading("%nArguments:%n");
    usage.optionListHeading("%nOptions:%n");
    usage.commandListHeading("%nCommands:%n");
    line.getSubcommands().values().forEach(GatehouseCommand::spaceOut);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  boolean debug() {
    return debug;
  }
}
