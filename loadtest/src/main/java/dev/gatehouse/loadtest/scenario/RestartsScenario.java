package dev.gatehouse.loadtest.scenario;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.Scenario;
import dev.gatehouse.loadtest.installation.Installation;
import dev.gatehouse.loadtest.installation.Setup;
import dev.gatehouse.loadtest.load.Asks;
import dev.gatehouse.loadtest.load.Load;
import dev.gatehouse.loadtest.load.Outcomes;
import dev.gatehouse.loadtest.load.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** New processes take the place of the running one, again and again, while tenants go on asking. */
@Command(
    name = "restarts",
    description = "Gatehouse is upgraded again and again under load; no request fails.",
    mixinStandardHelpOptions = true)
public final class RestartsScenario implements Scenario {
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final String SQL = "select 40 + 2 as answer";
  private static final int KINDS = 3;

  @Option(names = "--restarts", description = "How many (default: ${DEFAULT-VALUE}).")
  private int restarts = 20;

  @Option(
      names = "--tenants",
      description = "Of each of the three kinds (default: ${DEFAULT-VALUE}).")
  private int tenants = 4;

  @Option(names = "--rate", description = "Of each, a second (default: ${DEFAULT-VALUE}).")
  private double rate = 50;

  @Option(
      names = "--drain",
      description = "Seconds that a process may take to leave (default: ${DEFAULT-VALUE}).")
  private int drain = 10;

  @Override
  public void run(Report report) throws Exception {
    Setup setup = Setup.withoutRateLimits().with("timeouts.drain", drain + "s");
    try (var installation = Installation.start(setup)) {
      List<String> names = installation.namespaces("restarts-", tenants * KINDS);
      report.say(
          "%d tenants, %.0f reads a second each: a third of them on connections that are kept,"
                  .formatted(names.size(), rate)
              + " a third with a connection for each request, a third over sessions with a stream"
              + " that stays open, which begin again when they are told farewell");
      long sqld = installation.sqld().pid();
      try (Load load = Load.start(installation.url(), askers(installation, names))) {
        Thread.sleep(WARM_UP);
        load.cut();
        List<List<String>> rows = new ArrayList<>();
        List<Outcomes> all = new ArrayList<>();
        for (int i = 1; i <= restarts; i++) {
          long begun = System.nanoTime();
          installation.upgrade();
          double seconds = (System.nanoTime() - begun) / 1e9;
          Map<String, Outcomes> found = i == restarts ? load.finish() : load.cut();
          Outcomes sum = Outcomes.of(found.values());
          all.add(sum);
          rows.add(sum.row("restart %d, %.1f s".formatted(i, seconds)));
        }
        report.table("While the place was taken", Outcomes.COLUMNS, rows);
        Outcomes sum = Outcomes.of(all);
        report.figure("restarts", restarts, "");
        report.figure("answers", sum.answers(), "");
        report.checkNone("failed requests", sum.errorsByKind());
        report.check("the load was answered", sum.answers() > 0, sum.answers() + " answers");
        report.check(
            "sqld never stopped",
            installation.sqld().pid() == sqld,
            "process %d before, %d after".formatted(sqld, installation.sqld().pid()));
      }
    }
  }

  private List<Tenant> askers(Installation installation, List<String> names) {
    List<Tenant> askers = new ArrayList<>();
    for (String name : names) {
      String token = installation.login().token(name);
      askers.add(
          switch (askers.size() % KINDS) {
            case 0 -> Tenant.atRate(name, rate, Asks.pipeline(token, SQL));
            case 1 -> Tenant.atRate(name, rate, Asks.onlyPipeline(token, SQL));
            default -> Tenant.atRate(name, rate, Asks.execute(SQL)).overSessions(token);
          });
    }
    return askers;
  }
}
