package dev.gatehouse.config;

import java.time.Duration;

/** The connections from Gatehouse to sqld. */
public record UpstreamConfig(
    @Key(
            doc =
                "How many connections to sqld each event loop may hold; there is about one loop per"
                    + " processor. Raise it when requests wait for a connection although sqld has"
                    + " room.",
            bounds = "1..4096")
        int connectionsPerLoopMax,
    @Key(
            doc =
                "How many requests of one event loop may wait for a connection. More are refused at"
                    + " once instead of waiting in vain; 0 means that none waits.",
            bounds = "0..65536")
        int pendingPerLoopMax,
    @Key(
            doc =
                "How long a connection to sqld is kept unused. Keep it below any idle timeout of"
                    + " the network in between.",
            bounds = "100ms..1h")
        Duration idle,
    @Key(doc = "When an sqld that does not answer is left alone.") BreakerConfig breaker,
    @Key(doc = "The open streams of sqld that pipelines share.") LanesConfig lanes) {
  public static final UpstreamConfig DEFAULTS =
      new UpstreamConfig(
          128, 1024, Duration.ofSeconds(30), BreakerConfig.DEFAULTS, LanesConfig.DEFAULTS);
}
