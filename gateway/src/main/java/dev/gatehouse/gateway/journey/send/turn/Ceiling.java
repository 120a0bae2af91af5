package dev.gatehouse.gateway.journey.send.turn;

import dev.gatehouse.gateway.journey.send.turn.Errand.Way;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many requests a node gets at once: as many as it answers without making them wait.
 *
 * <p>Answers are compared with what an answer takes when hardly anybody else is there. Where the
 * quicker ones of a window take more than twice that, requests wait within the node, and the
 * ceiling sinks; else it rises if somebody wanted more. Only the quicker ones are looked at: slow
 * statements say nothing of a node. A node that is never left alone is asked less for a moment, now
 * and then, so that the measure does not drift with its load.
 *
 * <p>Belongs to one {@link Turnstile} and is guarded by it.
 */
final class Ceiling {
  private static final int WINDOW = 32;
  private static final int QUICKER = WINDOW / 4;
  private static final double TOLERANCE = 2;
  private static final double STEEPEST = 0.7;
  private static final double DOWN = 0.2;
  private static final double UP = 0.02;
  private static final long MEASURE_EVERY = Duration.ofSeconds(10).toNanos();
  private static final long MEASURE_FOR = Duration.ofMillis(100).toNanos();

  private final int atOnceMin;
  private final int atOnceMax;
  private final Map<Way, Pace> paces = new EnumMap<>(Way.class);
  private final double[] slowness = new double[WINDOW];
  private int filled;
  private double atOnce;
  private boolean wanted;
  private boolean measuring;
  private long measureNanos;
  private long measuredNanos;

  /** What an answer takes when hardly anybody else is there. */
  private static final class Pace {
    private double aloneNanos;

    Pace(double first) {
      aloneNanos = Math.max(1, first);
    }

    /** Follows the quick ones at once, and the slow ones slowly. */
    void follow(double took) {
      aloneNanos =
          took < aloneNanos
              ? aloneNanos + DOWN * (Math.max(1, took) - aloneNanos)
              : aloneNanos + UP * (Math.min(took, 2 * aloneNanos) - aloneNanos);
    }
  }

  Ceiling(int atOnceMin, int atOnceMax, long nowNanos) {
    this.atOnceMin = atOnceMin;
    this.atOnceMax = atOnceMax;
    this.atOnce = Math.min(atOnceMax, 4.0 * atOnceMin);
    this.measureNanos = nowNanos;
    this.measuredNanos = nowNanos;
  }

  int atOnce() {
    return measuring ? atOnceMin : (int) atOnce;
  }

  /** Somebody has to wait for others. */
  void onWait() {
    wanted = true;
  }

  /**
   * A request was answered.
   *
   * @param took the time from its turn to its answer
   * @param crowd how many the node had when the turn came, this one included
   */
  void onAnswer(Way way, double took, int crowd, long nowNanos) {
    Pace pace = paces.computeIfAbsent(way, _ -> new Pace(took));
    if (crowd <= atOnceMin) {
      pace.follow(took);
      measuredNanos = nowNanos;
    }
    if (measuring) {
      measuring = nowNanos - measureNanos < MEASURE_FOR;
      return;
    }
    slowness[filled++] = took / pace.aloneNanos;
    if (filled == WINDOW) {
      filled = 0;
      adjust(nowNanos);
    }
  }

  private void adjust(long nowNanos) {
    Arrays.sort(slowness);
    double trend = TOLERANCE / slowness[QUICKER];
    if (trend < 1) {
      atOnce = Math.max(atOnceMin, atOnce * Math.max(STEEPEST, trend));
    } else if (wanted) {
      atOnce = Math.min(atOnceMax, atOnce + Math.max(1, Math.sqrt(atOnce) / 2));
    }
    wanted = false;
    if (nowNanos - measuredNanos > MEASURE_EVERY && nowNanos - measureNanos > MEASURE_EVERY) {
      measuring = atOnce > atOnceMin;
      measureNanos = nowNanos;
    }
  }
}
