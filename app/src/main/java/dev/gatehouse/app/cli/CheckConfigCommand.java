package dev.gatehouse.app.cli;

import dev.gatehouse.config.load.ConfigLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with a configuration. */
@Command(
    name = "check-config",
    description = "Say everything that is wrong with a configuration.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse check-config gatehouse.yaml",
      "%nGATEHOUSE_* variables count as well. Exit code 2: there are problems."
    })
final class CheckConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file; GATEHOUSE_CONFIG else.")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Optional<Path> chosen = Launch.configFile(file);
    var _ = ConfigLoader.load(chosen, System.getenv());
    String name = chosen.map(Path::toString).orElse("the environment");
    spec.commandLine().getOut().println(name + ": no problems");
    return ExitCode.OK;
  }
}
