package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.CrossThread;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** How often times fell between which bounds: written by one thread, read by any. */
@CrossThread
final class Histogram {
  private static final long MICRO = 1_000;

  /** The upper bounds; beyond the last there is one more place. */
  private static final long[] BOUNDS_NANOS =
      inNanos(
          10,
          25,
          50,
          100,
          250,
          500,
          1_000,
          2_500,
          5_000,
          10_000,
          25_000,
          50_000,
          100_000,
          250_000,
          500_000,
          1_000_000,
          2_500_000,
          5_000_000,
          10_000_000,
          30_000_000,
          60_000_000);

  private static final int SUM = BOUNDS_NANOS.length + 1;

  private final AtomicLongArray cells = new AtomicLongArray(SUM + 1);

  private static long[] inNanos(long... micros) {
    long[] nanos = new long[micros.length];
    for (int i = 0; i < micros.length; i++) {
      nanos[i] = micros[i] * MICRO;
    }
    return nanos;
  }

  /** The upper bounds in seconds. */
  static double[] boundsInSeconds() {
    double[] seconds = new double[BOUNDS_NANOS.length];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = BOUNDS_NANOS[i] / 1e9;
    }
    return seconds;
  }

  /** The same as a list. */
  static List<Double> bounds() {
    return Arrays.stream(boundsInSeconds()).boxed().toList();
  }

  /** Counts a time; only ever called by the one thread. */
  void record(long nanos) {
    int place = 0;
    while (place < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[place]) {
      place++;
    }
    cells.lazySet(place, cells.getPlain(place) + 1);
    cells.lazySet(SUM, cells.getPlain(SUM) + nanos);
  }

  /** Adds what was counted in each place to these counts, and returns the sum of the times. */
  long addTo(long[] counts) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += cells.getOpaque(i);
    }
    return cells.getOpaque(SUM);
  }
}
