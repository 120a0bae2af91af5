package dev.gatehouse.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs Gatehouse in production. */
@Command(
    name = "serve",
    description = {
      "Run Gatehouse as the configuration says, and log to standard output.",
      "Refuses to serve where the sqld behind it cannot be proven to keep tenants apart."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse serve --config gatehouse.yaml",
      "  GATEHOUSE_LISTEN_PUBLIC=0.0.0.0:80 gatehouse serve",
      "%nSIGTERM and Ctrl-C take no more requests, let those under way finish, and stop.",
      "SIGHUP reads the configuration again and takes over issuers, limits, certificates and the",
      "log level. 'gatehouse upgrade' puts a new process into its place without a failed request."
    })
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; GATEHOUSE_CONFIG else; without both, the defaults.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--take-over",
      description = {
        "Take the place of the Gatehouse that runs on the same data folder: share its port, take",
        "over its sqld, and let it finish what is under way. 'gatehouse upgrade' uses this."
      })
  private boolean takeOver;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    var arguments = spec.root().commandLine().getParseResult().originalArgs();
    return new Serving(file, takeOver, arguments).run();
  }
}
