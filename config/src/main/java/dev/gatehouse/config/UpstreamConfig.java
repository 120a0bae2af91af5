package dev.gatehouse.config;

import java.time.Duration;
import java.util.List;

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
    @Key(
            doc =
                "The most requests that one sqld gets at once, all tenants together. Gatehouse"
                    + " sends fewer when sqld slows down, and the others wait with Gatehouse, where"
                    + " a tenant that asks much does not get ahead of the others. Stay below"
                    + " `sqld.managed.requestsMax`, and below 128 for an external sqld that was not"
                    + " told otherwise.",
            bounds = "1..65536")
        int concurrencyMax,
    @Key(
            doc =
                "As many requests one sqld gets at once however slow it is; about twice the"
                    + " processors of its machine. Not more than `upstream.concurrencyMax`.",
            bounds = "1..65536")
        int concurrencyMin,
    @Key(doc = "How requests wait for their turn at an sqld.") QueueConfig queue,
    @Key(doc = "When an sqld that does not answer is left alone.") BreakerConfig breaker,
    @Key(doc = "The open streams of sqld that pipelines share.") LanesConfig lanes)
    implements Checked {
  public static final UpstreamConfig DEFAULTS =
      new UpstreamConfig(
          128,
          1024,
          Duration.ofSeconds(30),
          96,
          4,
          QueueConfig.DEFAULTS,
          BreakerConfig.DEFAULTS,
          LanesConfig.DEFAULTS);

  @Override
  public List<Contradiction> contradictions() {
    return concurrencyMin <= concurrencyMax
        ? List.of()
        : List.of(
            new Contradiction(
                "concurrencyMin",
                concurrencyMin,
                "not more than concurrencyMax, " + concurrencyMax));
  }
}
