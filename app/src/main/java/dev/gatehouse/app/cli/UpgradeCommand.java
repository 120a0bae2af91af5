package dev.gatehouse.app.cli;

import dev.gatehouse.app.DataFolder;
import dev.gatehouse.app.handover.Upgrade;
import dev.gatehouse.app.handover.Wire;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.config.load.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a new process into the place of a running {@code serve}. */
@Command(
    name = "upgrade",
    description = {
      "Put a new process into the place of the 'gatehouse serve' that runs here, without a request",
      "that fails: with what is installed by now, the same configuration file and the same",
      "environment. The running one starts it, shares its port with it, and ends when it has",
      "finished what is under way. If the new one cannot serve, the old one goes on."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse upgrade --config gatehouse.yaml",
      "  gatehouse upgrade --data /var/lib/gatehouse --within 120",
      "%nNot for 'gatehouse dev', and not across versions that keep the registry in another form:",
      "it says so, and changes nothing."
    })
final class UpgradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration that it runs with; GATEHOUSE_CONFIG else. Names the data.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder that it runs on, instead of a configuration.")
  private @Nullable Path data;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      description = "How long the new one may take until it can serve (default: ${DEFAULT-VALUE}).")
  private int within = 60;

  @Override
  public Integer call() throws Exception {
    if (within < 1) {
      throw CommandFailure.wrongUse("--within is too short: %d (expected: 1..)".formatted(within));
    }
    Path folder = (data == null ? configured() : data).toAbsolutePath();
    try (var progress = Progress.on(spec.commandLine().getErr(), Launch.atTerminal());
        var wire = connect(folder)) {
      progress.step("Asking the running Gatehouse");
      wire.send(Upgrade.ASKED + within);
      String pid = follow(wire, progress);
      progress.finish();
      spec.commandLine().getOut().println("process " + pid + " serves now");
    }
    return ExitCode.OK;
  }

  private Path configured() throws InvalidConfigException {
    return ConfigLoader.load(Launch.configFile(file), System.getenv()).data();
  }

  private static Wire connect(Path folder) {
    try {
      return Wire.to(DataFolder.meeting(folder));
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.failed(
          "no 'gatehouse serve' of this user runs on the data folder %s (choose it with --config or"
                  .formatted(folder)
              + " --data)");
    }
  }

  private static String follow(Wire wire, Progress progress) {
    String pid = "";
    while (true) {
      Optional<String> line = wire.next();
      if (line.isEmpty() && pid.isEmpty()) {
        throw CommandFailure.failed("the running Gatehouse went away");
      } else if (line.isEmpty()) {
        return pid;
      } else if (line.get().startsWith(Upgrade.STEP)) {
        progress.step(line.get().substring(Upgrade.STEP.length()));
      } else if (line.get().startsWith(Upgrade.DONE)) {
        pid = line.get().substring(Upgrade.DONE.length());
      } else if (line.get().startsWith(Upgrade.FAILED)) {
        throw CommandFailure.failed(line.get().substring(Upgrade.FAILED.length()));
      }
    }
  }
}
