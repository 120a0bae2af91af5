package dev.gatehouse.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The sqld that Gatehouse starts itself. */
public record ManagedSqldConfig(
    @Key(
            doc =
                "The sqld program. Without it Gatehouse looks at the variable `SQLD_BIN`, then on"
                    + " the `PATH`, then in `tools/sqld`.")
        Optional<Path> binary,
    @Key(
            doc =
                "How many databases sqld keeps open at once; the least used one is closed for the"
                    + " next. Raise it when more tenants than this are busy in the same minute and"
                    + " there is memory to spare.",
            bounds = "1..100000")
        int activeNamespacesMax,
    @Key(
            doc =
                "How many connections sqld accepts at once. Keep it above what Gatehouse may open:"
                    + " `upstream.connectionsPerLoopMax` times the number of processors.",
            bounds = "1..65536")
        int connectionsMax,
    @Key(
            doc =
                "How many requests sqld works on at once, of all tenants together. Raise it when"
                    + " requests wait although the processors are idle.",
            bounds = "1..65536")
        int requestsMax,
    @Key(
            doc =
                "How long sqld may take to become ready before the start counts as failed. Raise it"
                    + " when a large database must recover on a slow disk.",
            bounds = "100ms..10m")
        Duration startupTimeout,
    @Key(
            doc =
                "How long sqld may take to finish when it is asked to stop; after that it is"
                    + " killed.",
            bounds = "100ms..10m")
        Duration shutdownTimeout) {
  public static final ManagedSqldConfig DEFAULTS =
      new ManagedSqldConfig(
          Optional.empty(), 1000, 1024, 1024, Duration.ofSeconds(10), Duration.ofSeconds(10));
}
