package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.CrossThread;
import java.util.concurrent.atomic.LongAdder;

/** How look-ups of tenants ended. */
@CrossThread
public final class LookupCounts {
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder failed = new LongAdder();

  void hit() {
    hits.increment();
  }

  void miss() {
    misses.increment();
  }

  void stale() {
    stale.increment();
  }

  void failed() {
    failed.increment();
  }

  /** Answered from memory. */
  public long hits() {
    return hits.sum();
  }

  /** Answered by the registry while somebody waited. */
  public long misses() {
    return misses.sum();
  }

  /** Answered with what was known before the registry could not be read. */
  public long staleAnswers() {
    return stale.sum();
  }

  /** Refused, as the registry could not be read. */
  public long failures() {
    return failed.sum();
  }
}
