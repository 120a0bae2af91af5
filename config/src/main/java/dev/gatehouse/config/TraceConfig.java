package dev.gatehouse.config;

/** Distributed traces. */
public record TraceConfig(
    @Key(
            doc =
                "One of how many traces is sent to the collector. The trace id decides, so that a"
                    + " trace is sent whole or not at all; requests that failed for a fault of"
                    + " Gatehouse or of sqld are always sent.",
            bounds = "1..1000000")
        int sampleOneIn,
    @Key(doc = "Where traces are sent.") OtlpConfig otlp) {
  public static final TraceConfig DEFAULTS = new TraceConfig(100, OtlpConfig.DEFAULTS);
}
