package dev.gatehouse.loadtest.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs wrk, a closed-loop load generator: each connection asks again when it has its answer. */
final class Wrk {
  private static final int THREADS = 2;
  private static final int TIMEOUT_SECONDS = 10;

  private final WorkFolder work;
  private final int connections;

  Wrk(WorkFolder work, int connections) {
    this.work = work;
    this.connections = connections;
  }

  /** Loads a target for some seconds. */
  Sample run(Target target, String body, int round, int seconds)
      throws IOException, InterruptedException {
    Path script = work.write("load.lua", script(target.headers(), body));
    ProcessorTime before = ProcessorTime.now(target.processes());
    Process process =
        new ProcessBuilder(
                List.of(
                    Program.WRK.path(),
                    "-t" + Math.min(THREADS, connections),
                    "-c" + connections,
                    "-d" + seconds + "s",
                    "--timeout",
                    TIMEOUT_SECONDS + "s",
                    "-s",
                    script.toString(),
                    target.url().toString()))
            .redirectErrorStream(true)
            .start();
    work.register(process.pid());
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("wrk failed: " + output);
    }
    ProcessorTime after = ProcessorTime.now(target.processes());
    return sample(target, round, output, before, after);
  }

  private static Sample sample(
      Target target, int round, String output, ProcessorTime before, ProcessorTime after)
      throws IOException {
    Figures figures = Figures.in(output);
    if (figures.requests() == 0 || figures.failures() > figures.requests() / 100) {
      throw new IOException(
          "%s answered %d requests, %d of them with failure"
              .formatted(target.name(), figures.requests(), figures.failures()));
    }
    return new Sample(
        target.name(),
        round,
        figures.requests() * 1e6 / figures.micros(),
        figures.p50(),
        figures.p99(),
        figures.failures(),
        after.perRequestSince(before, figures.requests()));
  }

  /**
   * What wrk prints at its end, by our script.
   *
   * @param requests how many were answered
   * @param micros how long that took
   * @param failures how many failed, of those and of others
   * @param p50 microseconds
   * @param p99 microseconds
   */
  record Figures(long requests, long micros, long failures, double p50, double p99) {
    static Figures in(String output) throws IOException {
      String line =
          output
              .lines()
              .filter(text -> text.startsWith("{\"requests\""))
              .findFirst()
              .orElseThrow(() -> new IOException("wrk said: " + output));
      JsonNode json = JsonMapper.shared().readTree(line);
      return new Figures(
          json.get("requests").asLong(),
          json.get("micros").asLong(),
          json.get("failures").asLong(),
          json.get("p50").asDouble(),
          json.get("p99").asDouble());
    }
  }

  /** The script for wrk, which reads tokens from a file so that no process list shows them. */
  static String script(Map<String, String> headers, String body) {
    String assignments =
        headers.entrySet().stream()
            .map(h -> "wrk.headers[%s] = %s".formatted(quoted(h.getKey()), quoted(h.getValue())))
            .sorted()
            .collect(Collectors.joining("\n"));
    return """
    wrk.method = "POST"
    wrk.body = %s
    %s
    done = function(summary, latency, requests)
      local e = summary.errors
      io.write(string.format(
        '\\n{"requests":%%d,"micros":%%d,"failures":%%d,"p50":%%.1f,"p99":%%.1f}\\n',
        summary.requests, summary.duration,
        e.connect + e.read + e.write + e.status + e.timeout,
        latency:percentile(50), latency:percentile(99)))
    end
    """
        .formatted(quoted(body), assignments);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
