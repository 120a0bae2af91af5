package dev.gatehouse.config;

/** The lines of single requests. */
public record AccessLogConfig(
    @Key(
            doc =
                "Which requests have a line. `off`: only those that failed for a fault of"
                    + " Gatehouse or of sqld, which always have one; `refusals`: all that were not"
                    + " served; `sampled`: also some that were; `all`: every one.")
        AccessLogMode mode,
    @Key(
            doc =
                "The level of these lines. `log.level` does not hold them back; faults are warnings"
                    + " and errors in any case.")
        LogLevel level,
    @Key(
            doc =
                "With `sampled`, one of how many served requests has a line. The trace id decides,"
                    + " so that all requests of one trace have one or none has.",
            bounds = "1..1000000")
        int sampleOneIn,
    @Key(
            doc =
                "How many lines of requests, slow ones too, there may be in a second. What is"
                    + " beyond is counted in `gatehouse_log_dropped_total`, so that nobody fills a"
                    + " disk with refused requests.",
            bounds = "1..1000000")
        int linesPerSecondMax) {
  public static final AccessLogConfig DEFAULTS =
      new AccessLogConfig(AccessLogMode.REFUSALS, LogLevel.INFO, 100, 100);
}
