package dev.gatehouse.gateway;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that wait for the registry. They are not virtual: a call into SQLite holds the
 * carrier of a virtual thread, and two that hang would hold up everything on a small machine.
 */
final class LookupThreads {
  private static final int THREADS = 4;
  private static final int WAITING_MAX = 8_192;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private LookupThreads() {}

  /** Rejects what would have to wait behind too many others. */
  static Executor make() {
    var threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().name("look-up-", 0).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
