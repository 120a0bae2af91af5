package dev.gatehouse.config;

import java.time.Duration;

/** What the data plane remembers of the registry. */
public record DirectoryConfig(
    @Key(
            doc =
                "How many tenants are kept at hand. Set it above the number of tenants that are"
                    + " active at the same time; one takes a few hundred bytes.",
            bounds = "1..10000000")
        int entriesMax,
    @Key(
            doc =
                "The age at which a known tenant is looked up again, behind the scenes. Changes"
                    + " made through the admin API take effect at once, whatever stands here.",
            bounds = "100ms..1h")
        Duration refreshAfter,
    @Key(
            doc =
                "How long an unknown name stays unknown before the registry is asked again. It"
                    + " keeps made-up names from becoming load.",
            bounds = "1ms..10m")
        Duration negativeFor) {
  public static final DirectoryConfig DEFAULTS =
      new DirectoryConfig(100_000, Duration.ofSeconds(30), Duration.ofSeconds(5));
}
