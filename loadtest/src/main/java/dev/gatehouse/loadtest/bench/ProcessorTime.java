package dev.gatehouse.loadtest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The processor time that processes have used so far, in microseconds, by their names.
 *
 * @param micros by name
 */
record ProcessorTime(Map<String, Long> micros) {
  private static final long MICROS_PER_TICK = 10_000;
  private static final int USER = 11;
  private static final int START = 19;

  /** As it is now, from {@code /proc}. */
  static ProcessorTime now(List<Child> processes) throws IOException {
    var micros = new LinkedHashMap<String, Long>();
    for (Child process : processes) {
      micros.put(process.name(), micros(process.pid()));
    }
    return new ProcessorTime(micros);
  }

  /** What was used since an earlier look, for each of so many requests. */
  Map<String, Double> perRequestSince(ProcessorTime earlier, long requests) {
    return micros.keySet().stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                name -> (double) (of(name) - earlier.of(name)) / Math.max(1, requests),
                Double::sum,
                LinkedHashMap::new));
  }

  private long of(String name) {
    return micros.getOrDefault(name, 0L);
  }

  private static long micros(long pid) throws IOException {
    String[] fields = fields(pid);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1])) * MICROS_PER_TICK;
  }

  /** When a process began, in ticks since the machine did: tells it from a later one. */
  static String startOf(long pid) throws IOException {
    return fields(pid)[START];
  }

  /** The fields after the program's name, which may hold blanks. */
  private static String[] fields(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }
}
