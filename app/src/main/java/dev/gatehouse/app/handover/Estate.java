package dev.gatehouse.app.handover;

import dev.gatehouse.sqld.RunningSqld;
import java.util.Optional;

/**
 * What a process leaves to its successor, beside its sockets and its files.
 *
 * @param sqld the sqld that it manages, where it does
 * @param sqldAdminKey what that one's admin API asks for; empty where it manages none
 */
public record Estate(Optional<RunningSqld> sqld, String sqldAdminKey) {
  private static final String NONE = "-";

  /** The parts of a line that says the same. */
  String line() {
    return describe(sqld) + (sqldAdminKey.isEmpty() ? " " + NONE : " " + sqldAdminKey);
  }

  static Estate parse(String line) {
    String[] parts = line.split(" ", -1);
    String key = parts[parts.length - 1];
    return new Estate(sqldIn(line), key.equals(NONE) ? "" : key);
  }

  static String describe(Optional<RunningSqld> sqld) {
    return sqld.map(run -> run.guard() + " " + run.httpPort() + " " + run.adminPort()).orElse(NONE);
  }

  /** The sqld that a line begins with. */
  static Optional<RunningSqld> sqldIn(String line) {
    String[] parts = line.split(" ", -1);
    return parts[0].equals(NONE)
        ? Optional.empty()
        : Optional.of(
            new RunningSqld(
                Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
  }

  @Override
  public String toString() {
    return "Estate[sqld=" + sqld + "]";
  }
}
