package dev.gatehouse.loadtest.scenario.revocation;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.Scenario;
import dev.gatehouse.loadtest.installation.Installation;
import dev.gatehouse.loadtest.installation.Setup;
import dev.gatehouse.loadtest.load.Asks;
import dev.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rights end, in every way, while they are in use on every carrier. */
@Command(
    name = "revocation",
    description = "Rights end while they are in use: how long until they have no effect.",
    mixinStandardHelpOptions = true)
public final class RevocationScenario implements Scenario {
  private static final int PATIENCE_SECONDS = 20;
  private static final double EFFECT_MAX = 1_000;
  private static final List<Way> WAYS = List.of(Way.values());

  /** The first rounds find a JVM that has not run these paths yet. */
  private static final int WARM_UP_ROUNDS = WAYS.size() * 2;

  @Option(
      names = "--rounds",
      description = "How many rights end, in all ways in turn (default: ${DEFAULT-VALUE}).")
  private int rounds = 200;

  private final TreeMap<String, Findings> findings = new TreeMap<>();

  @Override
  public void run(Report report) throws Exception {
    report.say(
        """
        %d rights end, each of a namespace of its own, and each while it holds a WebSocket with an
        open stream, a stream behind a baton, a connection that asks again and again, a replica
        that asks for its log and one that is sent it, and a change feed; where one token is
        revoked, also an open transaction, whose lock another token waits for. Counted from the
        answer of the admin API; of tokens that expire, from that moment."""
            .formatted(rounds));
    try (var installation =
            Installation.start(Setup.withoutRateLimits().with("identity.clockSkew", "0ms"));
        var http = HttpClient.newHttpClient()) {
      for (int i = 0; i < rounds + WARM_UP_ROUNDS; i++) {
        if (i == WARM_UP_ROUNDS) {
          findings.clear();
        }
        round(installation, http, "right-" + i, WAYS.get(i % WAYS.size()));
      }
    }
    report(report);
  }

  private void round(Installation installation, HttpClient http, String name, Way way)
      throws Exception {
    installation.admin().create(name);
    Right right = Right.of(installation, name, way);
    table(installation, right);
    Right used = way == Way.EXPIRE ? right.expiring(installation) : right;
    try (var uses = Uses.begin(http, installation.url(), used)) {
      if (way == Way.REVOKE) {
        uses.withLock(Right.of(installation, name, way).token());
      }
      Right.Ended ended = used.end(installation.admin());
      for (Hold hold : uses.holds()) {
        Effect effect = awaited(hold);
        findings
            .computeIfAbsent(effect.carrier() + ", " + way, _ -> new Findings())
            .add(ended, effect);
      }
    }
    if (way != Way.PURGE) {
      installation.admin().call("DELETE", "namespaces/" + name + "?purge=true", Map.of());
    }
  }

  private static Effect awaited(Hold hold) throws Exception {
    try {
      return hold.effect().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return new Effect(hold.getClass().getSimpleName(), System.nanoTime(), 0, "lives on", false);
    }
  }

  private static void table(Installation installation, Right right) throws IOException {
    try (RawHttp connection = RawHttp.connect(installation.url())) {
      var answer = connection.send(Asks.pipeline(right.token(), "create table t (x)")).read();
      if (answer.status() != 200) {
        throw new IOException("no table: " + answer.text());
      }
    }
  }

  private void report(Report report) {
    report.table(
        "From the admin API's answer to the effect",
        Findings.COLUMNS,
        findings.entrySet().stream().map(found -> found.getValue().row(found.getKey())).toList());
    Findings all = new Findings();
    findings.values().forEach(all::add);
    report.figure("to effect, p50", all.millis(50), "ms");
    report.figure("to effect, p99", all.millis(99), "ms");
    report.figure("to effect, longest", all.millis(100), "ms");
    report.figure("from the call's begin to effect, p99", all.millisFromCall(99), "ms");
    var carriers = new TreeMap<String, Findings>();
    findings.forEach(
        (what, found) ->
            carriers
                .computeIfAbsent(what.substring(0, what.indexOf(',')), _ -> new Findings())
                .add(found));
    carriers.forEach(
        (carrier, found) -> {
          double slowest =
              findings.entrySet().stream()
                  .filter(each -> each.getKey().startsWith(carrier + ","))
                  .mapToDouble(each -> each.getValue().millis(99))
                  .max()
                  .orElse(Double.NaN);
          report.checkAtMost(carrier + ": p99 of the slowest way", slowest, EFFECT_MAX, "ms");
          report.check(
              carrier + " is told what it should be",
              found.odd().isEmpty(),
              found.odd().toString());
        });
    report.check(
        "no request is served that was sent after the answer",
        all.servedAfter() == 0,
        all.servedAfter() + " were");
    report.check("no right ends early", all.early() == 0, all.early() + " did");
  }
}
