package dev.gatehouse.app.cli;

import dev.gatehouse.app.DataFolder;
import dev.gatehouse.app.Gatehouse;
import dev.gatehouse.app.Reload;
import dev.gatehouse.app.StartException;
import dev.gatehouse.app.log.LogSetup;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.LogFormat;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.config.load.InvalidConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
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
    GatehouseConfig config = config();
    LogSetup.toOutput(config.log().format() == LogFormat.JSON, config.log().level().name());
    var log = LoggerFactory.getLogger(ServeCommand.class);
    Path data = config.data().toAbsolutePath();
    Gatehouse gatehouse =
        takeOver
            ? Gatehouse.takeOver(config, data, Launch.installation(), log::info)
            : Gatehouse.start(config, DataFolder.open(data), Launch.installation(), log::info);
    HangUp.install(new Reload(this::config, config, next -> reload(gatehouse, next)));
    StopHook.install(gatehouse, LogSetup::flush);
    gatehouse.giveWay(Launch.successor(arguments()), VersionCommand.number());
    ServiceManager.tellServing();
    return StopHook.await();
  }

  private static void reload(Gatehouse gatehouse, GatehouseConfig next) throws StartException {
    gatehouse.reload(next);
    LogSetup.level(next.log().level().name());
  }

  private List<String> arguments() {
    return spec.root().commandLine().getParseResult().originalArgs();
  }

  private GatehouseConfig config() throws InvalidConfigException {
    return ConfigLoader.load(Launch.configFile(file), System.getenv());
  }
}
