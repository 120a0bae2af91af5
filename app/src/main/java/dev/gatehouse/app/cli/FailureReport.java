package dev.gatehouse.app.cli;

import dev.gatehouse.app.StartException;
import dev.gatehouse.config.load.InvalidConfigException;
import java.io.PrintWriter;

/** Says in one sentence why a command failed, whoever read the command line. */
final class FailureReport {
  private FailureReport() {}

  /** Says why, and answers what the process ends with. */
  static int of(Exception e, PrintWriter err) {
    return switch (e) {
      case CommandFailure failure -> {
        err.println("gatehouse: " + failure.getMessage());
        yield failure.exitCode();
      }
      case StartException failure -> {
        err.println("gatehouse: " + failure.getMessage());
        yield ExitCode.FAILED;
      }
      case InvalidConfigException invalid -> {
        err.println("gatehouse: the configuration is wrong:");
        invalid.problems().forEach(problem -> err.println("  " + problem));
        yield ExitCode.WRONG_USE;
      }
      default -> {
        err.println("gatehouse: this should not have happened: " + e);
        err.println("--debug prints where in the code");
        yield ExitCode.FAILED;
      }
    };
  }
}
