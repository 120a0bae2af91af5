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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of {@code gatehouse serve}.
 *
 * @param file the configuration that the command line names
 * @param takeOver whether it takes the place of the Gatehouse that runs
 * @param arguments all of the command line
 */
record Serving(Optional<Path> file, boolean takeOver, List<String> arguments) {
  private static final String CONFIG = "--config";
  private static final String TAKE_OVER = "--take-over";

  /**
   * What a plain command line asks for, understood without the model of all commands, which takes
   * as long to make as Gatehouse to start. Nothing where it says anything out of the ordinary.
   */
  static Optional<Serving> plain(List<String> arguments) {
    if (arguments.isEmpty() || !arguments.getFirst().equals("serve")) {
      return Optional.empty();
    }
    Optional<Path> file = Optional.empty();
    boolean takeOver = false;
    for (int i = 1; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals(TAKE_OVER) && !takeOver) {
        takeOver = true;
      } else if (word.equals(CONFIG) && file.isEmpty() && i + 1 < arguments.size()) {
        i++;
        file = plainFile(arguments.get(i));
      } else if (word.startsWith(CONFIG + "=") && file.isEmpty()) {
        file = plainFile(word.substring(CONFIG.length() + 1));
      } else {
        return Optional.empty();
      }
      if (!word.equals(TAKE_OVER) && file.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(new Serving(file, takeOver, arguments));
  }

  /** A name that nobody could take for an option, a file of arguments or a quoted word. */
  private static Optional<Path> plainFile(String name) {
    return name.isEmpty() || "-@\"'".indexOf(name.charAt(0)) >= 0
        ? Optional.empty()
        : Optional.of(Path.of(name));
  }

  /** Serves until the process ends. */
  int run() throws Exception {
    GatehouseConfig config = config();
    LogSetup.toOutput(config.log().format() == LogFormat.JSON, config.log().level().name());
    Logger log = LoggerFactory.getLogger(Serving.class);
    Path data = config.data().toAbsolutePath();
    // The service would end with a process that leaves before its manager knows of this one.
    Gatehouse gatehouse =
        takeOver
            ? Gatehouse.takeOver(
                config, data, Launch.installation(), log::info, ServiceManager::tellServing)
            : Gatehouse.start(config, DataFolder.open(data), Launch.installation(), log::info);
    HangUp.install(new Reload(this::config, config, next -> reload(gatehouse, next)));
    StopHook.install(gatehouse, LogSetup::flush);
    gatehouse.giveWay(Launch.successor(arguments), VersionCommand.number());
    if (!takeOver) {
      ServiceManager.tellServing();
    }
    return StopHook.await();
  }

  private static void reload(Gatehouse gatehouse, GatehouseConfig next) throws StartException {
    gatehouse.reload(next);
    LogSetup.level(next.log().level().name());
  }

  private GatehouseConfig config() throws InvalidConfigException {
    return ConfigLoader.load(Launch.configFile(file), System.getenv());
  }
}
