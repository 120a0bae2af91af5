package dev.gatehouse.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it, for wall time and for measuring alike. */
public final class ManualClock extends Clock {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Instant start;
  private final AtomicLong nanos;
  private final ZoneId zone;

  private ManualClock(Instant start, AtomicLong nanos, ZoneId zone) {
    this.start = start;
    this.nanos = nanos;
    this.zone = zone;
  }

  public ManualClock() {
    this(START);
  }

  public ManualClock(Instant start) {
    this(start, new AtomicLong(), ZoneOffset.UTC);
  }

  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time does not go back");
    }
    nanos.addAndGet(by.toNanos());
  }

  /** What a monotonic timer would say, such as {@link System#nanoTime()}. */
  public long nanos() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new ManualClock(start, nanos, other);
  }
}
