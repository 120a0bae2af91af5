package dev.gatehouse.config;

import java.time.Duration;

/** How requests wait for their turn at an sqld. */
public record QueueConfig(
    @Key(
            doc =
                "How many requests of one tenant may wait, beside the `limits.concurrentMax` under"
                    + " way. More are refused at once with 429; 0 means that none waits for the"
                    + " others of its tenant.",
            bounds = "0..65536")
        int perTenantMax,
    @Key(
            doc =
                "How many requests of all tenants may wait for one sqld. When it is full, the"
                    + " tenant that waits most loses its last one.",
            bounds = "1..1000000")
        int waitingMax,
    @Key(
            doc =
                "How long a request may wait, for its turn or for an sqld that refuses connections."
                    + " Then it is refused: with 429 if its tenant has more than its part under"
                    + " way, else with 503. Keep it below the time after which clients give up.",
            bounds = "10ms..10m")
        Duration waitMax) {
  public static final QueueConfig DEFAULTS = new QueueConfig(128, 4096, Duration.ofSeconds(5));
}
