package dev.gatehouse.gateway.exchange;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection's timer: one pending task however often the deadline moves.
 *
 * <p>Moving it costs an assignment; the task looks when it fires, and sleeps on where it is early.
 * Where the loop itself comes late, it reads first what has come meanwhile: nobody pays for that.
 */
public final class Deadline {
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long NEXT_ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final EventExecutor loop;
  private long dueNanos;
  private @Nullable Runnable action;
  private @Nullable Future<?> task;
  private long taskNanos;
  private boolean readOnce;

  public Deadline(EventExecutor loop) {
    this.loop = loop;
  }

  /** Runs the action this long from now, in place of any earlier one. */
  public void set(Duration bound, Runnable action) {
    this.action = action;
    extend(bound);
  }

  /** Moves the deadline, keeping its action. */
  public void extend(Duration bound) {
    dueNanos = System.nanoTime() + bound.toNanos();
    if (task == null) {
      schedule(bound.toNanos());
    } else if (dueNanos - taskNanos < 0) {
      task.cancel(false);
      schedule(bound.toNanos());
    }
  }

  /** Forgets the action; a pending task finds nothing to do. */
  public void clear() {
    action = null;
  }

  /** Forgets everything: the connection is gone. */
  public void cancel() {
    clear();
    if (task != null) {
      task.cancel(false);
      task = null;
    }
  }

  private void schedule(long delayNanos) {
    taskNanos = System.nanoTime() + delayNanos;
    task = loop.schedule(this::fire, delayNanos, TimeUnit.NANOSECONDS);
  }

  private void fire() {
    task = null;
    Runnable due = action;
    if (due == null) {
      return;
    }
    long leftNanos = dueNanos - System.nanoTime();
    if (leftNanos > 0) {
      readOnce = false;
      schedule(leftNanos);
    } else if (!readOnce && System.nanoTime() - taskNanos > LATE_NANOS) {
      readOnce = true;
      schedule(NEXT_ROUND_NANOS);
    } else {
      readOnce = false;
      action = null;
      due.run();
    }
  }
}
