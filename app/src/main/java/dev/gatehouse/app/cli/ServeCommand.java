package dev.gatehouse.app.cli;

import dev.gatehouse.app.DataFolder;
import dev.gatehouse.app.Gatehouse;
import dev.gatehouse.app.Reload;
import dev.gatehouse.app.log.LogSetup;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.LogFormat;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.config.load.InvalidConfigException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
      "SIGHUP reads the configuration again and takes over issuers, limits and certificates."
    })
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; GATEHOUSE_CONFIG else; without both, the defaults.")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() throws Exception {
    GatehouseConfig config = config();
    LogSetup.toOutput(config.log().format() == LogFormat.JSON, config.log().level().name());
    var log = LoggerFactory.getLogger(ServeCommand.class);
    DataFolder folder = DataFolder.open(config.data().toAbsolutePath());
    var gatehouse = Gatehouse.start(config, folder, Launch.installation(), log::info);
    HangUp.install(new Reload(this::config, config, gatehouse::reload));
    StopHook.install(gatehouse, LogSetup::flush);
    return StopHook.await();
  }

  private GatehouseConfig config() throws InvalidConfigException {
    return ConfigLoader.load(Launch.configFile(file), System.getenv());
  }
}
