package dev.gatehouse.app.cli;

import dev.gatehouse.app.log.LogSetup;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** The entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Optional<Serving> serving = Serving.plain(List.of(args));
    if (serving.isPresent()) {
      System.exit(serve(serving.get()));
    }
    LogSetup.quiet();
    System.exit(GatehouseCommand.commandLine().execute(args));
  }

  private static int serve(Serving serving) {
    try {
      return serving.run();
    } catch (Exception e) {
      var err = new PrintWriter(System.err, true, Charset.defaultCharset());
      return FailureReport.of(e, err);
    }
  }
}
