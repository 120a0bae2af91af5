package dev.gatehouse.gateway.journey.identify;

import java.time.Duration;

/**
 * How long and how much of an issuer's published keys is believed.
 *
 * @param refreshAfter how often the keys are fetched again; a key that the issuer has taken away
 *     dies after this and one fetch
 * @param trustedFor how long keys serve that cannot be fetched again; past it a key dies whatever
 *     happens
 * @param retryAfter how long nobody asks again after a fetch that failed
 * @param unknownKeyAfter how long nobody asks again after a fetch for an unknown key
 * @param fetch how long a fetch may take, from connecting to the last byte
 * @param bytesMax the largest answer that is read
 */
public record JwksBounds(
    Duration refreshAfter,
    Duration trustedFor,
    Duration retryAfter,
    Duration unknownKeyAfter,
    Duration fetch,
    int bytesMax) {
  public static final JwksBounds DEFAULTS =
      new JwksBounds(
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          50 * 1024);

  public JwksBounds {
    if (trustedFor.compareTo(refreshAfter.plus(fetch)) <= 0) {
      throw new IllegalArgumentException(
          "keys would die before they are fetched again (expected: trustedFor > %s)"
              .formatted(refreshAfter.plus(fetch)));
    }
  }
}
