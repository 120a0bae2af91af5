package dev.gatehouse.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says on standard error what is being done: with a spinner at a terminal, else a line a step. */
final class Progress implements AutoCloseable {
  private static final String[] FRAMES = {"|", "/", "-", "\\"};
  private static final long FRAME_MILLIS = 120;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final @Nullable ScheduledExecutorService spinner;
  private @Nullable String step;
  private long begunNanos;
  private int frame;

  private Progress(PrintWriter err, @Nullable ScheduledExecutorService spinner) {
    this.err = err;
    this.spinner = spinner;
  }

  static Progress on(PrintWriter err, boolean terminal) {
    if (!terminal) {
      return new Progress(err, null);
    }
    var spinner =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    var progress = new Progress(err, spinner);
    var _ = spinner.scheduleAtFixedRate(progress::turn, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    return progress;
  }

  /** Begins a step and ends the one before. */
  synchronized void step(String sentence) {
    finish();
    step = sentence;
    begunNanos = System.nanoTime();
    if (spinner == null) {
      err.println("gatehouse: " + sentence);
      err.flush();
    }
  }

  private synchronized void turn() {
    if (step != null) {
      err.print(CLEAR_LINE + FRAMES[frame++ % FRAMES.length] + " " + step);
      err.flush();
    }
  }

  /** Ends the last step as done. */
  synchronized void finish() {
    if (step != null && spinner != null) {
      double seconds = (System.nanoTime() - begunNanos) / 1e9;
      err.println("%s  %s (%.1f s)".formatted(CLEAR_LINE, step, seconds));
      err.flush();
    }
    step = null;
  }

  /** Takes the unfinished step off the terminal. */
  @Override
  public synchronized void close() {
    if (spinner != null) {
      spinner.shutdownNow();
      if (step != null) {
        err.print(CLEAR_LINE);
        err.flush();
      }
    }
    step = null;
  }
}
