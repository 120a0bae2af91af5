package dev.gatehouse.loadtest.bench;

import dev.gatehouse.loadtest.bench.Comparison.Load;
import dev.gatehouse.loadtest.bench.Comparison.Result;
import dev.gatehouse.loadtest.bench.Contrast.Kind;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures of the design that are ratios within one run on one machine. */
final class Figures {
  private static final String DIRECT = "sqld directly";
  private static final String PASSING = "Gatehouse, lanes off";
  private static final String LANES = "Gatehouse, lanes on";
  private static final String GATEHOUSE_RS256 = "Gatehouse, RS256";
  private static final String GATEHOUSE_HS256 = "Gatehouse, HS256";
  private static final String HAPROXY_RS256 = "HAProxy, RS256";
  private static final String HAPROXY_HS256 = "HAProxy, HS256";

  private final Stand stand;
  private final Options options;
  private final Load closedLoop;

  Figures(Stand stand, Options options) {
    var wrk = new Wrk(stand.work(), options.connections());
    this.stand = stand;
    this.options = options;
    this.closedLoop = (target, round, seconds) -> wrk.run(target, Workload.BODY, round, seconds);
  }

  /** F1: the same pipelines through Gatehouse and on sqld directly. */
  Result throughput() throws IOException, InterruptedException {
    var targets = new ArrayList<Target>();
    var contrasts = new ArrayList<Contrast>();
    var notes = new ArrayList<String>();
    targets.add(stand.sqld().direct());
    targets.add(stand.real(stand.passing(), PASSING));
    contrasts.add(ratio(PASSING, DIRECT, Measure.RATE, ""));
    contrasts.add(ratio(PASSING, DIRECT, Measure.P50, ""));
    if (stand.lanes().isPresent()) {
      targets.add(stand.real(stand.lanes().get(), LANES));
      contrasts.add(ratio(LANES, DIRECT, Measure.RATE, "goal: at least 5"));
      contrasts.add(ratio(LANES, DIRECT, Measure.P50, "goal: at most 0.5"));
      contrasts.add(ratio(LANES, DIRECT, Measure.P99, ""));
    } else {
      notes.add("This Gatehouse has no warm lanes: the goal of F1 (5 times) is theirs.");
    }
    return new Comparison(
            "F1",
            "stateless pipelines (one row by its key), a real sqld with tokens, %d connections"
                .formatted(options.connections()),
            targets,
            contrasts,
            notes)
        .run(closedLoop, options);
  }

  /** F2: token, namespace and limit in front of a fixed upstream. */
  Result routing() throws IOException, InterruptedException {
    var tokens = stand.tokens();
    String name = GatehouseServer.NAMESPACE;
    var haproxy = stand.haproxy();
    List<Target> targets =
        List.of(
            stand.upstream().alone(),
            haproxy(HAPROXY_RS256, haproxy.rs256(), tokens.rs256(name)),
            haproxy(HAPROXY_HS256, haproxy.hs256(), tokens.hs256(name)),
            stand.routing(GATEHOUSE_RS256, tokens.rs256(name)),
            stand.routing(GATEHOUSE_HS256, tokens.hs256(name)));
    return new Comparison(
            "F2",
            "routing: token, namespace, limit; fixed upstream, lanes off, %d connections"
                .formatted(options.connections()),
            targets,
            List.of(
                ratio(GATEHOUSE_RS256, HAPROXY_RS256, Measure.RATE, "goal: at least 1"),
                ratio(GATEHOUSE_RS256, HAPROXY_HS256, Measure.RATE, "on the way there"),
                ratio(GATEHOUSE_HS256, HAPROXY_HS256, Measure.RATE, ""),
                ratio(GATEHOUSE_RS256, HAPROXY_RS256, Measure.P50, ""),
                ratio(GATEHOUSE_RS256, HAPROXY_RS256, Measure.P99, ""),
                ratio(GATEHOUSE_RS256, HAPROXY_RS256, Measure.PROCESSOR, "")),
            List.of(
                "HAProxy verifies a token each time; Gatehouse remembers one that held, and looks"
                    + " each time whether it was taken back.",
                "Gatehouse also reads the body for its SQL, puts its own token in place of the"
                    + " client's and makes every header anew; HAProxy passes them on."))
        .run(closedLoop, options);
  }

  private Target haproxy(String name, URI url, String token) {
    return new Target(
        name,
        url,
        Map.of("authorization", "Bearer " + token, "content-type", "application/json"),
        List.of(stand.haproxy().child(), stand.upstream().child()));
  }

  /** F3: what passing through adds while sqld has half of what it can do. */
  Result added() throws IOException, InterruptedException {
    Target direct = stand.sqld().direct();
    Target passing = stand.real(stand.passing(), PASSING);
    for (Target target : List.of(direct, passing)) {
      closedLoop.on(target, 0, options.warmup());
    }
    double most = closedLoop.on(direct, 0, options.seconds()).perSecond();
    var half = new OpenLoop(most / 2, options.connections());
    return new Comparison(
            "F3",
            "what passing through adds at half of what sqld alone can do: %.0f requests/s"
                .formatted(half.perSecond()),
            List.of(direct, passing),
            List.of(
                new Contrast(PASSING, DIRECT, Measure.P50, Kind.ADDED, "goal: at most 0.3"),
                new Contrast(PASSING, DIRECT, Measure.P99, Kind.ADDED, "goal: at most 1.5")),
            List.of("Load, Gatehouse and sqld share the processors of this machine."))
        .run(
            (target, round, seconds) -> half.run(target, Workload.BODY, round, seconds),
            options.withoutWarmup());
  }

  /** The guard's part of F8. */
  GuardCost guard(Result routing) {
    return GuardCost.measure(
        options.rounds(),
        Report.processorMicros(routing.of(GATEHOUSE_RS256)).getOrDefault("gatehouse", 0.0));
  }

  private static Contrast ratio(String of, String against, Measure measure, String goal) {
    return new Contrast(of, against, measure, Kind.RATIO, goal);
  }
}
