package dev.gatehouse.app.cli;

import dev.gatehouse.app.DataFolder;
import dev.gatehouse.app.Gatehouse;
import dev.gatehouse.app.ThrowawayFolder;
import dev.gatehouse.app.log.LogSetup;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.tenancy.Access;
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
    try (var folder = ThrowawayFolder.create("rehearsal")) {
      play(folder.path());
    } finally {
      LogSetup.quiet();
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
    LogSetup.toFile(folder.log());
    try (var progress = Progress.on(new PrintWriter(Writer.nullWriter()), true);
        var gatehouse = Gatehouse.start(config, folder, Launch.installation(), progress::step)) {
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

  private static void run(String... command) {
    var nobody = new PrintWriter(Writer.nullWriter());
    var _ = GatehouseCommand.commandLine().setOut(nobody).setErr(nobody).execute(command);
  }
}
