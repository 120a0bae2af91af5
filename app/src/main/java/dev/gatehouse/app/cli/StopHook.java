package dev.gatehouse.app.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** What happens when the process is asked to end: by Ctrl-C, by SIGTERM, or by its own end. */
final class StopHook {
  private StopHook() {}

  /** Closes these, in this order, before the process ends. */
  static void install(AutoCloseable... inOrder) {
    List<AutoCloseable> toClose = List.of(inOrder);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("stop").unstarted(() -> toClose.forEach(StopHook::close)));
  }

  private static void close(AutoCloseable next) {
    try {
      next.close();
    } catch (Exception e) {
      LoggerFactory.getLogger(StopHook.class).atWarn().setCause(e).log("stopping was not clean");
    }
  }

  /** Waits for the end of the process. */
  static int await() throws InterruptedException {
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }
}
