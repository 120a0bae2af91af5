package dev.gatehouse.loadtest.gatling;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.installation.Installation;
import dev.gatehouse.loadtest.installation.Setup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One Gatehouse taking the place of another while clients go on asking. */
final class Turnover {
  /** Below those that connections are given. */
  private static final int PORTS_FROM = 20_000;

  private static final int PORTS_TO = 30_000;
  private static final double WAIT_TIMES_MAX = 1.5;
  private static final int WAIT_SLACK_MILLIS = 3000;

  private final Installation installation;
  private final CompletableFuture<Long> millis = new CompletableFuture<>();

  /** One whose port no outgoing connection takes while nobody listens there. */
  static Setup setup() {
    return Setup.withoutRateLimits().with("listen.public", "127.0.0.1:" + freePort());
  }

  private static int freePort() {
    for (int port : new Random().ints(100, PORTS_FROM, PORTS_TO).toArray()) {
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody has it.
      }
    }
    throw new IllegalStateException("no port is free");
  }

  Turnover(Installation installation) {
    this.installation = installation;
  }

  /** The old one drains and ends, the new one starts: what an init system does. */
  private static void turnOver(Installation installation) throws IOException, InterruptedException {
    installation.restart();
  }

  /** Begins it, away from the threads that make the load. */
  void begin() {
    Thread.ofPlatform()
        .name("turnover")
        .start(
            () -> {
              long begun = System.nanoTime();
              try {
                turnOver(installation);
                millis.complete((System.nanoTime() - begun) / 1_000_000);
              } catch (IOException | RuntimeException e) {
                millis.completeExceptionally(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                millis.completeExceptionally(e);
              }
            });
  }

  /** Waits for its end, and says how it went, and for how long a client was kept waiting. */
  void judge(Report report, int longestMillis) throws InterruptedException {
    try {
      long taken = millis.get();
      report.figure("from the signal until the new one was ready", taken, "ms");
      report.checkAtMost(
          "no client waits much longer than it took",
          longestMillis,
          WAIT_TIMES_MAX * taken + WAIT_SLACK_MILLIS,
          "ms");
    } catch (ExecutionException e) {
      report.check("the new one serves", false, String.valueOf(e.getCause()));
    }
  }
}
