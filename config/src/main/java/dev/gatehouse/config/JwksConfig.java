package dev.gatehouse.config;

import dev.gatehouse.config.value.ByteSize;
import dev.gatehouse.config.value.Units;
import java.time.Duration;
import java.util.List;

/** How the keys are fetched that issuers publish. */
public record JwksConfig(
    @Key(
            doc =
                "How often keys are fetched again. A key that an issuer has withdrawn is accepted"
                    + " no longer than this and one fetch.",
            bounds = "100ms..1d",
            reload = true)
        Duration refreshAfter,
    @Key(
            doc =
                "How long keys go on serving while they cannot be fetched again. More than"
                    + " `identity.jwks.refreshAfter` and `identity.jwks.fetch` together.",
            bounds = "1s..7d",
            reload = true)
        Duration trustedFor,
    @Key(
            doc = "How long nobody asks again after a fetch that failed.",
            bounds = "10ms..1h",
            reload = true)
        Duration retryAfter,
    @Key(
            doc =
                "How long nobody asks again after a fetch for a token whose key was unknown. It"
                    + " keeps made-up keys from becoming load for the issuer.",
            bounds = "10ms..1h",
            reload = true)
        Duration unknownKeyAfter,
    @Key(
            doc = "How long a fetch may take, from connecting to the last byte.",
            bounds = "10ms..1m",
            reload = true)
        Duration fetch,
    @Key(doc = "The largest set of keys that is read.", bounds = "1KiB..1MiB", reload = true)
        ByteSize bytesMax)
    implements Checked {
  public static final JwksConfig DEFAULTS =
      new JwksConfig(
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          ByteSize.kibibytes(50));

  @Override
  public List<Contradiction> contradictions() {
    Duration refreshed = refreshAfter.plus(fetch);
    return trustedFor.compareTo(refreshed) > 0
        ? List.of()
        : List.of(
            new Contradiction(
                "trustedFor",
                Units.format(trustedFor),
                "more than refreshAfter and fetch, " + Units.format(refreshed)));
  }
}
