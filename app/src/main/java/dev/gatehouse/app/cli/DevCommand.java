package dev.gatehouse.app.cli;

import dev.gatehouse.app.DataFolder;
import dev.gatehouse.app.Gatehouse;
import dev.gatehouse.app.Reload;
import dev.gatehouse.app.log.LogSetup;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.config.load.InvalidConfigException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything on this machine, with a demo database. */
@Command(
    name = "dev",
    description = {
      "Run everything on this machine: Gatehouse, sqld, and a database called demo.",
      "Listens on loopback only and keeps its data in one folder. Ctrl-C stops it all."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse dev",
      "  gatehouse dev --data /tmp/try --port 0 --admin-port 0 --ops-port 0 --json"
    })
final class DevCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where clients connect (default: ${DEFAULT-VALUE}; 0: any free one).")
  private int port = 8080;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description = "The admin API (default: ${DEFAULT-VALUE}; 0: any free one).")
  private int adminPort = 9090;

  @Option(
      names = "--ops-port",
      paramLabel = "PORT",
      description = "Health and metrics (default: ${DEFAULT-VALUE}; 0: any free one).")
  private int opsPort = 9091;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder that keeps everything (default: ./data).")
  private Path data = AdminTarget.DEFAULT_DATA;

  @Option(names = "--json", description = "When ready, print one line of JSON and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    GatehouseConfig config = config();
    long begun = System.nanoTime();
    DataFolder folder = DataFolder.open(data.toAbsolutePath());
    LogSetup.toFile(folder.log());
    PrintWriter out = spec.commandLine().getOut();
    try (var progress = Progress.on(spec.commandLine().getErr(), Launch.atTerminal())) {
      var gatehouse = Gatehouse.start(config, folder, Launch.installation(), progress::step);
      StopHook.install(() -> RunFile.delete(data), gatehouse);
      if (!Launch.atTerminal()) {
        // From a terminal it means that the terminal went away.
        HangUp.install(new Reload(this::config, config, gatehouse::reload));
      }
      RunFile running = RunFile.of(gatehouse, Demo.prepare(gatehouse));
      running.write(data);
      progress.finish();
      var report = new DevReport(running, data, Duration.ofNanos(System.nanoTime() - begun));
      out.println(json ? running.toJson() : report.text());
      out.flush();
    }
    return StopHook.await();
  }

  private GatehouseConfig config() throws InvalidConfigException {
    Map<String, String> settings = new HashMap<>(System.getenv());
    settings.put("GATEHOUSE_DATA", data.toString());
    settings.put("GATEHOUSE_LISTEN_PUBLIC", loopback("--port", port));
    settings.put("GATEHOUSE_LISTEN_ADMIN", loopback("--admin-port", adminPort));
    settings.put("GATEHOUSE_LISTEN_OPS", loopback("--ops-port", opsPort));
    return ConfigLoader.load(Optional.empty(), settings);
  }

  private static String loopback(String option, int port) {
    if (port < 0 || port > 65535) {
      throw CommandFailure.wrongUse(
          "%s is no port: %d (expected: 0..65535)".formatted(option, port));
    }
    return "127.0.0.1:" + port;
  }
}
