package dev.gatehouse.app.cli;

import dev.gatehouse.app.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the launcher and the environment say about how Gatehouse was called. */
final class Launch {
  private static final String TAKE_OVER = "--take-over";

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

  /** The command that starts a successor of this process, which runs with these arguments. */
  static List<String> successor(List<String> arguments) {
    List<String> command = new ArrayList<>();
    String launcher = System.getProperty("gatehouse.launcher");
    if (launcher != null) {
      command.add(launcher);
    } else {
      List<String> own = commandLine();
      command.addAll(own.subList(0, Math.max(0, own.size() - arguments.size())));
    }
    command.addAll(arguments);
    if (!arguments.contains(TAKE_OVER)) {
      command.add(TAKE_OVER);
    }
    return command;
  }

  /** Nothing on a system that does not say; the JVM's own way cuts long ones off. */
  private static List<String> commandLine() {
    try {
      // Each word ends with a zero, the last one as well.
      String[] words = Files.readString(Path.of("/proc/self/cmdline")).split("\0", -1);
      return List.of(words).subList(0, words.length - 1);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Whether a person watches standard error. */
  static boolean atTerminal() {
    return Boolean.getBoolean("gatehouse.terminal");
  }
}
