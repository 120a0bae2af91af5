package dev.gatehouse.config;

import java.time.Duration;

/** The log. */
public record LogConfig(
    @Key(doc = "`text` for people, `json` for a log collector: one object per line.")
        LogFormat format,
    @Key(
            doc =
                "How much is logged. `info` is meant for production; `debug` is for looking for a"
                    + " fault.",
            reload = true)
        LogLevel level,
    @Key(doc = "The lines of single requests.") AccessLogConfig access,
    @Key(
            doc =
                "How long a request may take before it has a line in the slow log, with what its"
                    + " statements look like and where the time went; never with a value. 0ms turns"
                    + " it off.",
            bounds = "0ms..1h")
        Duration slow) {
  public static final LogConfig DEFAULTS =
      new LogConfig(LogFormat.TEXT, LogLevel.INFO, AccessLogConfig.DEFAULTS, Duration.ofSeconds(1));
}
