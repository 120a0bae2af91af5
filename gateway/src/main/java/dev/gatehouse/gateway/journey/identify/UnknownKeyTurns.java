package dev.gatehouse.gateway.journey.identify;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When an issuer may be asked for a key that it has not published so far: an address causes one
 * fetch in a period, and all of them together one in a fifth of it. So garbage from one address
 * keeps nobody else from a new key for longer than that fifth. Guarded by its owner's lock.
 */
final class UnknownKeyTurns {
  private static final int TURNS_PER_PERIOD = 5;
  private static final int ADDRESSES_MAX = 1_000;

  private final Duration period;
  private final Map<Long, Instant> nextByNetwork =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Instant> eldest) {
          return size() > ADDRESSES_MAX;
        }
      };
  private Instant next = Instant.MIN;

  UnknownKeyTurns(Duration period) {
    this.period = period;
  }

  /** Whether this address has had its turn. */
  boolean hasHad(long network, Instant now) {
    return now.isBefore(nextByNetwork.getOrDefault(network, Instant.MIN));
  }

  /** How long nobody has a turn; zero or less where somebody has. */
  Duration untilNext(Instant now) {
    return next.equals(Instant.MIN) ? Duration.ZERO : Duration.between(now, next);
  }

  void take(long network, Instant now) {
    next = now.plus(period.dividedBy(TURNS_PER_PERIOD));
    nextByNetwork.remove(network);
    nextByNetwork.put(network, now.plus(period));
  }
}
