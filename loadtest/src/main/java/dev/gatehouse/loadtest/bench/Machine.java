package dev.gatehouse.loadtest.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where the figures come from.
 *
 * @param processors how many there are
 * @param model what they are
 * @param loadBefore the load average before anything was started
 * @param programs the versions of what was run
 */
record Machine(int processors, String model, double loadBefore, Map<String, String> programs) {
  private static final double QUIET = 0.5;

  static Machine here() throws IOException, InterruptedException {
    String model =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
    String load = Files.readString(Path.of("/proc/loadavg"));
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        model,
        Double.parseDouble(load.substring(0, load.indexOf(' '))),
        Map.of(
            "java", Runtime.version().toString(),
            "haproxy", firstLine(Program.HAPROXY, "-v"),
            "nginx", firstLine(Program.NGINX, "-v"),
            "wrk", firstLine(Program.WRK, "-v")));
  }

  private static String firstLine(Program program, String question)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(program.path(), question)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().findFirst().orElse("");
  }

  boolean isQuiet() {
    return loadBefore < QUIET * processors;
  }
}
