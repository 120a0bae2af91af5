package dev.gatehouse.config;

/** The log. */
public record LogConfig(
    @Key(doc = "`text` for people, `json` for a log collector: one object per line.")
        LogFormat format,
    @Key(
            doc =
                "How much is logged. `info` is meant for production; `debug` adds every refused"
                    + " request and is for looking for a fault.",
            reload = true)
        LogLevel level) {
  public static final LogConfig DEFAULTS = new LogConfig(LogFormat.TEXT, LogLevel.INFO);
}
