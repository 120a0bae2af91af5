package dev.gatehouse.app.cli;

import dev.gatehouse.config.doc.ConfigPrinter;
import dev.gatehouse.config.load.ConfigLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the configuration that is in effect. */
@Command(
    name = "print-config",
    description = "Print every key with its value and where that came from; secrets stay hidden.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse print-config                    the defaults and the environment",
      "  gatehouse print-config gatehouse.yaml"
    })
final class PrintConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file; GATEHOUSE_CONFIG else.")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() throws Exception {
    var loaded = ConfigLoader.loadWithOrigins(Launch.configFile(file), System.getenv());
    spec.commandLine().getOut().print(ConfigPrinter.print(loaded));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
