package dev.gatehouse.config;

import java.time.Duration;
import java.util.List;

/** When an sqld that does not answer is left alone. */
public record BreakerConfig(
    @Key(
            doc =
                "How many failures in a row it takes: connections that do not come about, and"
                    + " tenants that wait in vain for `timeouts.responseHead`. Any answer, also one"
                    + " that tells an error, ends the row, and each tenant counts once: slow"
                    + " statements of one tenant never keep others away.",
            bounds = "1..1000000")
        int failuresMax,
    @Key(
            doc =
                "How long requests are then refused at once with 503, before some may try again."
                    + " Each time that sqld still refuses connections, it is twice as long.",
            bounds = "1ms..1m")
        Duration pauseMin,
    @Key(
            doc = "The longest of these times. Not shorter than `upstream.breaker.pauseMin`.",
            bounds = "1ms..10m")
        Duration pauseMax,
    @Key(
            doc =
                "How many tenants may try, each with one request, before as much time has passed"
                    + " again. The first answer lets everybody in.",
            bounds = "1..1000")
        int probesMax)
    implements Checked {
  public static final BreakerConfig DEFAULTS =
      new BreakerConfig(5, Duration.ofMillis(100), Duration.ofSeconds(5), 3);

  @Override
  public List<Contradiction> contradictions() {
    return pauseMax.compareTo(pauseMin) >= 0
        ? List.of()
        : List.of(
            new Contradiction("pauseMax", pauseMax, "not shorter than pauseMin, " + pauseMin));
  }
}
