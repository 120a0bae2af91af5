package dev.gatehouse.config;

import dev.gatehouse.config.value.ByteSize;
import java.time.Duration;

/** What the data plane remembers of the registry. */
public record DirectoryConfig(
    @Key(
            doc =
                "Memory for the tenants at hand. One takes a little less than 1 KiB; give it more"
                    + " than all that are active at the same time take together.",
            bounds = "64KiB..64GiB")
        ByteSize bytesMax,
    @Key(
            doc =
                "Memory for names that nobody has. They are kept apart: made-up names, however"
                    + " many, push out no tenant.",
            bounds = "4KiB..1GiB")
        ByteSize unknownBytesMax,
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
        Duration negativeFor,
    @Key(
            doc =
                "How long known tenants are served from memory while the registry cannot be read:"
                    + " the time to repair it. Readiness and metrics tell when that begins.",
            bounds = "0ms..7d")
        Duration staleFor,
    @Key(
            doc =
                "How long the registry may take to answer. After that it counts as unreadable,"
                    + " until it has answered.",
            bounds = "10ms..1m")
        Duration answerWithin) {
  public static final DirectoryConfig DEFAULTS =
      new DirectoryConfig(
          ByteSize.mebibytes(64),
          ByteSize.mebibytes(4),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofHours(1),
          Duration.ofSeconds(2));
}
