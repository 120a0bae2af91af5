package dev.gatehouse.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, stopped in the reverse order and once. */
final class Closing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  /** Stops it later, before everything that was given earlier. */
  synchronized <T extends AutoCloseable> T later(T started) {
    this.started.push(started);
    return started;
  }

  /** Stops everything, also where stopping some of it fails. */
  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      AutoCloseable next = started.pop();
      try {
        next.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("something did not stop as it should");
      }
    }
  }
}
