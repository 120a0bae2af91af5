package dev.gatehouse.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.app.DataFolder;
import dev.gatehouse.app.Gatehouse;
import dev.gatehouse.app.Reload;
import dev.gatehouse.app.ThrowawayFolder;
import dev.gatehouse.app.log.LogSetup;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.tenancy.Access;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Goes once through everything, so that the JVM can record what a start needs. */
@Command(name = "rehearse", hidden = true, description = "Record a start.")
final class RehearseCommand implements Callable<Integer> {
  private static final int QUERIES = 50;
  private static final String ANY_PORT = "127.0.0.1:0";

  @Override
  public Integer call() throws Exception {
    PrintStream output = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try (var folder = ThrowawayFolder.create("rehearsal")) {
      play(folder.path());
    } finally {
      LogSetup.quiet();
      System.setOut(output);
    }
    return ExitCode.OK;
  }

  private static void play(Path data) throws Exception {
    var config =
        ConfigLoader.load(
            Optional.empty(),
            Map.of(
                "GATEHOUSE_DATA", data.toString(),
                "GATEHOUSE_LISTEN_PUBLIC", ANY_PORT,
                "GATEHOUSE_LISTEN_ADMIN", ANY_PORT,
                "GATEHOUSE_LISTEN_OPS", ANY_PORT));
    var folder = DataFolder.open(data);
    LogSetup.toOutput(false, "INFO");
    try (var progress = Progress.on(new PrintWriter(Writer.nullWriter()), true);
        var gatehouse = Gatehouse.start(config, folder, Launch.installation(), progress::step)) {
      serve(gatehouse, config);
      RunFile running = RunFile.of(gatehouse, Demo.prepare(gatehouse));
      running.write(data);
      progress.finish();
      var _ = new DevReport(running, data, Duration.ZERO).text();
      var reader = gatehouse.mint(Demo.NAMESPACE, Access.READ_ONLY);
      try (var demo = new Demo(URI.create(running.url()), reader)) {
        for (int i = 0; i < QUERIES; i++) {
          var _ = demo.run(List.of(Demo.QUERY));
        }
      }
      run("--help");
      run("namespace", "list", "--data", data.toString());
      run("token", "mint", "--namespace", running.namespace(), "--data", data.toString());
    }
  }

  /** What {@code serve} does besides. */
  private static void serve(Gatehouse gatehouse, GatehouseConfig config) {
    List<String> arguments = List.of("serve", "--config", "gatehouse.yaml");
    var _ = Serving.plain(arguments);
    HangUp.install(new Reload(() -> config, config, gatehouse::reload));
    gatehouse.giveWay(Launch.successor(arguments), VersionCommand.number());
    ServiceManager.tellServing();
  }

  private static void run(String... command) {
    var nobody = new PrintWriter(Writer.nullWriter());
    var _ = GatehouseCommand.commandLine().setOut(nobody).setErr(nobody).execute(command);
  }
}
