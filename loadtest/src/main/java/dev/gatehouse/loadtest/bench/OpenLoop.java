package dev.gatehouse.loadtest.bench;

import dev.gatehouse.loadtest.load.Load;
import dev.gatehouse.loadtest.load.Outcomes;
import dev.gatehouse.loadtest.load.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Load at a fixed rate, whether the answers come or not; a request's time counts from the moment it
 * was due.
 *
 * @param perSecond how many requests a second
 * @param connections how many connections at most
 */
record OpenLoop(double perSecond, int connections) {
  private static final Duration TO_SETTLE = Duration.ofSeconds(1);
  private static final double MICROS_PER_MILLI = 1000;
  private static final double LATE_MILLIS = 1;

  /** Loads a target for some seconds, after one that does not count. */
  Sample run(Target target, String body, int round, int seconds)
      throws IOException, InterruptedException {
    byte[] request = request(target, body);
    Tenant tenant =
        Tenant.atRate(target.name(), perSecond, request).withConnectionsMax(connections);
    try (Load load = Load.start(target.url(), List.of(tenant))) {
      Thread.sleep(TO_SETTLE);
      load.cut();
      ProcessorTime before = ProcessorTime.now(target.processes());
      Thread.sleep(Duration.ofSeconds(seconds));
      ProcessorTime after = ProcessorTime.now(target.processes());
      return sample(target, round, only(load.cut()), before, after);
    }
  }

  private static Outcomes only(Map<String, Outcomes> outcomes) {
    return outcomes.values().iterator().next();
  }

  private static Sample sample(
      Target target, int round, Outcomes outcomes, ProcessorTime before, ProcessorTime after)
      throws IOException {
    if (outcomes.answers() == 0 || outcomes.errors() > outcomes.answers() / 100) {
      throw new IOException(target.name() + " failed: " + outcomes.errorsByKind());
    }
    if (outcomes.lateness(99) > LATE_MILLIS) {
      System.err.printf(
          "the load itself came late (p99 %.2f ms): p99 is not to be trusted%n",
          outcomes.lateness(99));
    }
    return new Sample(
        target.name(),
        round,
        outcomes.answersPerSecond(),
        outcomes.p50() * MICROS_PER_MILLI,
        outcomes.p99() * MICROS_PER_MILLI,
        outcomes.errors(),
        after.perRequestSince(before, outcomes.answers()));
  }

  private static byte[] request(Target target, String body) {
    String headers =
        target.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
            .sorted()
            .collect(Collectors.joining());
    return "POST %s HTTP/1.1\r\nhost: %s\r\n%scontent-length: %d\r\n\r\n%s"
        .formatted(
            target.url().getPath(),
            target.url().getAuthority(),
            headers,
            body.getBytes(StandardCharsets.UTF_8).length,
            body)
        .getBytes(StandardCharsets.UTF_8);
  }
}
