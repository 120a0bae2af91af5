package dev.gatehouse.sqld;

import java.time.Duration;

/**
 * How long to wait before a dead sqld is launched again.
 *
 * @param first the pause after the first death
 * @param longest the pause that doubling never exceeds
 * @param stableAfter how long a run lasts that makes the next pause a first one again
 */
public record RestartPace(Duration first, Duration longest, Duration stableAfter) {
  public static final RestartPace DEFAULT =
      new RestartPace(Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofSeconds(30));

  private static final int DOUBLINGS_MAX = 30;

  public RestartPace {
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("the longest pause is not shorter than the first");
    }
  }

  /** The pause after this many deaths in a row, counted from 1. */
  Duration after(int deaths) {
    Duration pause = first.multipliedBy(1L << Math.min(deaths - 1, DOUBLINGS_MAX));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
