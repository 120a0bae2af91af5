package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.CrossThread;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the registry can be read. While it cannot, one question at a time finds out whether it
 * can again, at growing intervals.
 */
@CrossThread
final class Outage {
  private static final Logger log = LoggerFactory.getLogger(Outage.class);
  private static final Duration PAUSE_MIN = Duration.ofMillis(250);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

  /** One that begins so soon after the last is told as one with it. */
  private static final Duration APART = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private final InstantSource clock;
  private volatile @Nullable Span now;
  private @Nullable Long saidNanos;

  /**
   * One outage.
   *
   * @param since when it began
   * @param sinceNanos the same on the monotonic clock
   * @param nextNanos when the registry may be asked again
   * @param pause how long it is left alone after the next failure
   * @param asking whether a question is under way
   * @param said whether the log tells of it
   */
  private record Span(
      Instant since,
      long sinceNanos,
      long nextNanos,
      Duration pause,
      boolean asking,
      boolean said) {
    Span asking(boolean is) {
      return new Span(since, sinceNanos, nextNanos, pause, is, said);
    }

    Span due(long atNanos) {
      return new Span(since, sinceNanos, atNanos, pause, asking, said);
    }

    Span failedAgain(long nowNanos) {
      Duration doubled = pause.multipliedBy(2);
      Duration next = doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
      return new Span(since, sinceNanos, nowNanos + pause.toNanos(), next, false, said);
    }
  }

  /** Whether somebody may ask the registry. */
  enum Leave {
    FREE,
    /** To find out whether it can be read again. */
    PROBE,
    NONE
  }

  Outage(LongSupplier nanos, InstantSource clock) {
    this.nanos = nanos;
    this.clock = clock;
  }

  boolean isOn() {
    return now != null;
  }

  Optional<Instant> since() {
    Span span = now;
    return span == null ? Optional.empty() : Optional.of(span.since());
  }

  /** How long it has lasted; zero where there is none. */
  long lastedNanos(long nowNanos) {
    Span span = now;
    return span == null ? 0 : Math.max(0, nowNanos - span.sinceNanos());
  }

  /** How long the registry will be left alone. */
  Duration pauseLeft() {
    Span span = now;
    return span == null
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, span.nextNanos() - nanos.getAsLong()));
  }

  /** Whether the registry may be asked now; whoever may has to tell how it went. */
  Leave leave() {
    return now == null ? Leave.FREE : leaveToProbe();
  }

  private synchronized Leave leaveToProbe() {
    Span span = now;
    if (span == null) {
      return Leave.FREE;
    }
    if (span.asking() || nanos.getAsLong() - span.nextNanos() < 0) {
      return Leave.NONE;
    }
    now = span.asking(true);
    return Leave.PROBE;
  }

  /** A probe was not made. */
  synchronized void onNotAsked() {
    Span span = now;
    if (span != null) {
      now = span.asking(false);
    }
  }

  /** The registry was written, so it is worth asking at once. */
  synchronized void onWritten() {
    Span span = now;
    if (span != null) {
      now = span.due(nanos.getAsLong());
    }
  }

  synchronized void onAnswer() {
    Span span = now;
    now = null;
    if (span != null && span.said()) {
      log.atInfo()
          .addKeyValue("seconds", Duration.ofNanos(lasted(span)).toSeconds())
          .log("the registry can be read again");
    }
  }

  private long lasted(Span span) {
    return nanos.getAsLong() - span.sinceNanos();
  }

  synchronized void onFailure(Throwable why) {
    begin(Optional.of(why));
  }

  private void begin(Optional<Throwable> why) {
    long nowNanos = nanos.getAsLong();
    Span span = now;
    if (span != null) {
      now = span.failedAgain(nowNanos);
      return;
    }
    boolean say = saidNanos == null || nowNanos - saidNanos >= APART.toNanos();
    now =
        new Span(
            clock.instant(),
            nowNanos,
            nowNanos + PAUSE_MIN.toNanos(),
            PAUSE_MIN.multipliedBy(2),
            false,
            say);
    if (say) {
      saidNanos = nowNanos;
      log.atWarn()
          .setCause(why.orElse(null))
          .log("the registry cannot be read; known tenants are served from memory");
    }
  }

  /**
   * A question has been under way for too long; until it ends no other is asked. One that is back
   * by now has ended whatever it could.
   */
  synchronized void onSilence(Lookup lookup) {
    if (now == null && !lookup.isBack()) {
      lookup.becomeProbe();
      begin(Optional.empty());
      Span begun = now;
      if (begun != null) {
        now = begun.asking(true);
      }
    }
  }
}
