package dev.gatehouse.app;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The start of the sqld behind, while other things start: most of it is waiting. */
final class UpstreamStart {
  private final FutureTask<Upstream> task;
  private final Thread thread;

  /** Begins at once. */
  UpstreamStart(Callable<Upstream> start) {
    this.task = new FutureTask<>(start);
    this.thread = Thread.ofPlatform().daemon().name("upstream-start").start(task);
  }

  /** What has been started. */
  Upstream await() throws StartException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StartException failure -> throw failure;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException failure -> throw failure;
        case null, default -> throw new IllegalStateException("sqld did not start", e.getCause());
      }
    }
  }

  /** Gives it up where it has not ended yet, and stops what was started. */
  void undo() throws InterruptedException {
    thread.interrupt();
    thread.join();
    try {
      task.get().close();
    } catch (ExecutionException e) {
      // What fails or is given up stops by itself what it started.
    }
  }
}
