package dev.gatehouse.config;

import java.util.Optional;

/** How much a tenant on a plan may use at once. */
public record PlanLimitsConfig(
    @Key(
            doc = "In the place of `limits.perSecondMax`; left out, that one holds.",
            bounds = "1..1000000",
            reload = true)
        Optional<Integer> perSecondMax,
    @Key(
            doc = "In the place of `limits.perMinuteMax`; left out, that one holds.",
            bounds = "1..60000000",
            reload = true)
        Optional<Integer> perMinuteMax,
    @Key(
            doc = "In the place of `limits.concurrentMax`; left out, that one holds.",
            bounds = "1..65536",
            reload = true)
        Optional<Integer> concurrentMax) {
  public static final PlanLimitsConfig DEFAULTS =
      new PlanLimitsConfig(Optional.empty(), Optional.empty(), Optional.empty());
}
