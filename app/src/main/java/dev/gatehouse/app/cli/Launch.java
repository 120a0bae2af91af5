package dev.gatehouse.app.cli;

import dev.gatehouse.app.Installation;
import java.nio.file.Path;
import java.util.Optional;

/** What the launcher and the environment say about how Gatehouse was called. */
final class Launch {
  private Launch() {}

  /** What is installed here. */
  static Installation installation() {
    String home = System.getProperty("gatehouse.home", System.getenv("GATEHOUSE_HOME"));
    return new Installation(Path.of(home == null ? "." : home), VersionCommand.number());
  }

  /** The configuration file that the command line names, else the environment's, if any. */
  static Optional<Path> configFile(Optional<Path> named) {
    return named.or(() -> Optional.ofNullable(System.getenv("GATEHOUSE_CONFIG")).map(Path::of));
  }

  /** How the user calls Gatehouse, for commands to paste. */
  static String command() {
    return quoted(System.getProperty("gatehouse.command", "./gatehouse"));
  }

  /** The text as one word of a shell. */
  static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** Whether a person watches standard error. */
  static boolean atTerminal() {
    return Boolean.getBoolean("gatehouse.terminal");
  }
}
