package dev.gatehouse.loadtest.gatling;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.installation.Installation;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One Gatehouse taking the place of another while clients go on asking. */
final class Turnover {
  private static final double WAIT_TIMES_MAX = 1.5;
  private static final int WAIT_SLACK_MILLIS = 3000;

  private final Installation installation;
  private final CompletableFuture<Long> millis = new CompletableFuture<>();

  Turnover(Installation installation) {
    this.installation = installation;
  }

  /** Begins it, away from the threads that make the load. */
  void begin() {
    Thread.ofPlatform()
        .name("turnover")
        .start(
            () -> {
              long begun = System.nanoTime();
              try {
                installation.upgrade();
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
      report.figure("until the new one had taken over and the old one left", taken, "ms");
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
