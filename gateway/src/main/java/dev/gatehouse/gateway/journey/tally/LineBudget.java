package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.CrossThread;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How many lines there may be in a second, whoever asks for them; the rest is counted. */
@CrossThread
final class LineBudget {
  private static final int SECOND_BITS = 30;
  private static final int USED_BITS = 24;
  private static final long USED = (1L << USED_BITS) - 1;

  private final int linesMax;

  /** The second, and how many lines it has had, in one number. */
  private final AtomicLong state = new AtomicLong();

  private final LongAdder dropped = new LongAdder();

  LineBudget(int perSecondMax) {
    this.linesMax = (int) Math.min(perSecondMax, USED);
  }

  /** Whether there is room for one more line at this time. */
  boolean admits(long nanos) {
    long second = (nanos >>> SECOND_BITS) << USED_BITS;
    while (true) {
      long now = state.get();
      long used = (now & ~USED) == second ? now & USED : 0;
      if (used >= linesMax) {
        dropped.increment();
        return false;
      }
      if (state.compareAndSet(now, second | (used + 1))) {
        return true;
      }
    }
  }

  /** How many lines found no room. */
  long dropped() {
    return dropped.sum();
  }
}
