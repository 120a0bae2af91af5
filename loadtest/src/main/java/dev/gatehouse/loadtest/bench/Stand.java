package dev.gatehouse.loadtest.bench;

import dev.gatehouse.loadtest.bench.GatehouseServer.Ground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is measured, running.
 *
 * @param work what the bench has started
 * @param sqld the real one
 * @param tokens what opens the doors
 * @param upstream the fixed one
 * @param haproxy in front of the fixed upstream
 * @param routing a Gatehouse in front of the fixed upstream
 * @param passing a Gatehouse in front of sqld, without warm lanes
 * @param lanes a Gatehouse in front of sqld, with warm lanes, where it knows any
 */
record Stand(
    WorkFolder work,
    RealSqld sqld,
    Tokens tokens,
    FixedUpstream upstream,
    HaProxy haproxy,
    GatehouseServer routing,
    GatehouseServer passing,
    Optional<GatehouseServer> lanes)
    implements AutoCloseable {
  private static final String LANES_KEY = "`upstream.lanes.enabled`";
  private static final String LANES = "upstream:\n  lanes:\n    enabled: %s\n";

  static Stand start(WorkFolder work, Path home) throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(work::close));
    System.err.println("starting sqld, nginx, HAProxy and Gatehouse");
    var tokens = new Tokens(work);
    var sqld = RealSqld.start(work, home, tokens);
    try {
      var upstream = FixedUpstream.start(work, sqld);
      var haproxy = HaProxy.start(work, tokens, upstream);
      var ground = new Ground(work, home, tokens, sqld);
      // The manual is generated from the configuration that this Gatehouse knows.
      boolean knowsLanes = Files.readString(home.resolve("docs/config.md")).contains(LANES_KEY);
      String off = knowsLanes ? LANES.formatted(false) : "";
      var routing = GatehouseServer.start(ground, "gatehouse-routing", upstream.url(), off);
      var passing = GatehouseServer.start(ground, "gatehouse-passing", sqld.http(), off);
      Optional<GatehouseServer> lanes =
          knowsLanes
              ? Optional.of(
                  GatehouseServer.start(
                      ground, "gatehouse-lanes", sqld.http(), LANES.formatted(true)))
              : Optional.empty();
      return new Stand(work, sqld, tokens, upstream, haproxy, routing, passing, lanes);
    } catch (IOException | InterruptedException | RuntimeException e) {
      work.close();
      sqld.close();
      throw e;
    }
  }

  /** The Gatehouse in front of the fixed upstream, asked with this token. */
  Target routing(String name, String token) {
    return routing.target(name, token, List.of(upstream.child()));
  }

  /** A Gatehouse in front of sqld. */
  Target real(GatehouseServer server, String name) {
    return server.target(name, tokens.eddsa(GatehouseServer.NAMESPACE), List.of(sqld.child()));
  }

  @Override
  public void close() {
    work.close();
    sqld.close();
  }
}
