package dev.gatehouse.loadtest.gatling;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.installation.Installation;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One Gatehouse taking the place of another while clients go on asking. */
final class Turnover {
  private final Installation installation;
  private final CompletableFuture<Long> millis = new CompletableFuture<>();

  Turnover(Installation installation) {
    this.installation = installation;
  }

  /** The old one drains and ends, the new one starts: what an init system does. */
  private static void turnOver(Installation installation)
      throws IOException, InterruptedException {
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

  /** Waits for its end, and says how it went. */
  void judge(Report report) throws InterruptedException {
    try {
      report.figure("from the signal until the new one was ready", millis.get(), "ms");
      report.check("the new one serves", true, "it does");
    } catch (ExecutionException e) {
      report.check("the new one serves", false, String.valueOf(e.getCause()));
    }
  }
}
