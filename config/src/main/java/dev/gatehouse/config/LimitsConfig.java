package dev.gatehouse.config;

import java.util.List;

/** How much one tenant may use. */
public record LimitsConfig(
    @Key(
            doc =
                "Requests of one tenant in any one second: how high a burst may be. More are"
                    + " refused with 429 and the time to try again.",
            bounds = "1..1000000",
            reload = true)
        int perSecondMax,
    @Key(
            doc =
                "Requests of one tenant in any one minute: what it may keep up. Not less than"
                    + " `limits.perSecondMax`.",
            bounds = "1..60000000",
            reload = true)
        int perMinuteMax,
    @Key(
            doc =
                "Requests of one tenant that sqld has at once; further ones wait"
                    + " (`upstream.queue`). Lower it when a few slow tenants hold up the others.",
            bounds = "1..65536",
            reload = true)
        int concurrentMax,
    @Key(
            doc =
                "Streams that one tenant may hold open in sqld, over all protocols: requests under"
                    + " way, streams of WebSockets, what a baton keeps open between two requests,"
                    + " dumps, change feeds, embedded replicas. Each may hold one of the"
                    + " connections of `sqld.managed.connectionsMax`, which all tenants share; stay"
                    + " well below it, and below 128 for an external sqld that was not told"
                    + " otherwise.",
            bounds = "1..65536")
        int streamsMax)
    implements Checked {
  public static final LimitsConfig DEFAULTS = new LimitsConfig(1000, 18_000, 64, 64);

  @Override
  public List<Contradiction> contradictions() {
    return perMinuteMax >= perSecondMax
        ? List.of()
        : List.of(
            new Contradiction(
                "perMinuteMax", perMinuteMax, "not less than perSecondMax, " + perSecondMax));
  }
}
