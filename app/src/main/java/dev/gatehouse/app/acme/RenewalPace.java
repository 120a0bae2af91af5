package dev.gatehouse.app.acme;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When to ask an authority, and when again; by chance a little apart from all others who ask.
 *
 * <p>An authority such as Let's Encrypt allows five failures an hour for a name: the pauses keep
 * below that.
 */
final class RenewalPace {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(2);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
  private static final int GROWTH = 4;

  /** The longest that Let's Encrypt makes anybody wait. */
  private static final Duration LONGEST_TOLD = Duration.ofDays(7);

  /** Two orders that succeeded are this far apart, whatever the clock says. */
  private static final Duration BETWEEN = Duration.ofHours(1);

  private final RandomGenerator random;

  RenewalPace(RandomGenerator random) {
    this.random = random;
  }

  /** Renews when a third of its life is left, or up to a tenth of that earlier. */
  Instant renewAt(Instant from, Instant until) {
    Duration third = Duration.between(from, until).dividedBy(3);
    return until.minus(third).minus(part(third.dividedBy(10)));
  }

  /** How long to wait after so many failures in a row, and up to a fifth longer. */
  Duration pauseAfter(int failures) {
    Duration pause = FIRST_PAUSE;
    for (int i = 1; i < failures && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = pause.multipliedBy(GROWTH);
    }
    Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    return bounded.plus(part(bounded.dividedBy(5)));
  }

  /** When to ask again where an authority names a time: it may be wrong by centuries. */
  Instant bounded(Instant now, Instant named) {
    Instant last = now.plus(LONGEST_TOLD);
    return named.isBefore(last) ? named : last;
  }

  /** How long to wait after a success at the least. */
  Duration pauseAfterSuccess() {
    return BETWEEN;
  }

  private Duration part(Duration of) {
    return of.isPositive() ? Duration.ofMillis(random.nextLong(of.toMillis() + 1)) : Duration.ZERO;
  }
}
