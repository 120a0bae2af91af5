package dev.gatehouse.loadtest.scenario;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.Scenario;
import dev.gatehouse.loadtest.installation.Installation;
import dev.gatehouse.loadtest.installation.Setup;
import dev.gatehouse.loadtest.load.Load;
import dev.gatehouse.loadtest.load.Outcomes;
import dev.gatehouse.loadtest.load.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Nothing special: tenants that ask at a steady rate, some over HTTP and some over sessions. */
@Command(
    name = "steady",
    description = "Tenants that ask at a steady rate; none of them sees an error.",
    mixinStandardHelpOptions = true)
public final class SteadyScenario implements Scenario {
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final String SQL = "select 40 + 2 as answer";
  private static final double P99_MILLIS_MAX = 100;

  @Option(names = "--seconds", description = "How long (default: ${DEFAULT-VALUE}).")
  private int seconds = 20;

  @Option(names = "--tenants", description = "How many (default: ${DEFAULT-VALUE}).")
  private int tenants = 10;

  @Option(names = "--rate", description = "Of each, a second (default: ${DEFAULT-VALUE}).")
  private double rate = 20;

  @Override
  public void run(Report report) throws Exception {
    try (var installation = Installation.start(Setup.standard())) {
      List<String> names = installation.namespaces("steady-", tenants);
      report.say(
          "%d tenants, %.0f reads a second each, every other one over a session"
              .formatted(tenants, rate));
      Duration before = installation.gatehouse().cpu();
      Map<String, Outcomes> found =
          Load.run(
              installation.url(),
              WARM_UP,
              Duration.ofSeconds(seconds),
              Tenant.readers(names, installation.login()::token, rate, SQL));
      Duration cpu = installation.gatehouse().cpu().minus(before);

      Outcomes all = Outcomes.of(found.values());
      report.table("Answers", Outcomes.COLUMNS, Load.rows(found));
      report.figure("answers", all.answersPerSecond(), "/s");
      report.figure("lateness of the load, p99", all.lateness(99), "ms");
      report.figure("processor time of gatehouse", cpu.toMillis(), "ms");
      report.figure("memory of gatehouse", installation.gatehouse().residentBytes() / 1e6, "MB");
      report.figure("memory of sqld", installation.sqld().residentBytes() / 1e6, "MB");
      report.checkNone("errors", all.errorsByKind());
      report.checkAtMost("p99", all.p99(), P99_MILLIS_MAX, "ms");
    }
  }
}
