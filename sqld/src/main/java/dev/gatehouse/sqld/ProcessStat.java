package dev.gatehouse.sqld;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc} says of a process, where there is one.
 *
 * @param state one letter
 * @param startTicks its start, counted from the start of the machine, whatever its clock says
 */
record ProcessStat(String state, String startTicks) {
  private static final int STATE = 3;
  private static final int START = 22;

  static Optional<ProcessStat> of(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "stat");
      String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
      // What is before them is its name, which may hold anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(new ProcessStat(fields[0], fields[START - STATE]));
    } catch (IOException noProc) {
      return Optional.empty();
    }
  }

  /** Whether it is gone, or there still only as nobody has asked yet how it ended. */
  static boolean hasEnded(ProcessHandle process) {
    return !process.isAlive() || of(process).filter(stat -> stat.state().equals("Z")).isPresent();
  }
}
