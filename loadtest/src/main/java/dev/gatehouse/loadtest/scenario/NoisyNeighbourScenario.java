package dev.gatehouse.loadtest.scenario;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.Rounds;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tenants that keep to their share, and one that asks fifty times as much, on and off. */
@Command(
    name = "noisy-neighbour",
    description =
        "One tenant at fifty times its share; the others hardly notice, and see no error.",
    mixinStandardHelpOptions = true)
public final class NoisyNeighbourScenario implements Scenario {
  private static final Duration SETTLE = Duration.ofMillis(500);
  private static final String SQL = "select 40 + 2 as answer";
  private static final int NOISY_CONNECTIONS = 256;
  private static final double RATIO_MAX = 1.1;

  @Option(
      names = "--seconds",
      description = "How long it is noisy, all rounds together (default: ${DEFAULT-VALUE}).")
  private int seconds = 60;

  @Option(
      names = "--rounds",
      description = "In how many rounds, quiet and noisy (default: ${DEFAULT-VALUE}).")
  private int rounds = 6;

  @Option(names = "--tenants", description = "That keep to their share (default: 20).")
  private int tenants = 20;

  @Option(names = "--share", description = "Of each tenant, a second (default: 20).")
  private double share = 20;

  @Option(names = "--rate", description = "Of those that keep to it, a second (default: 10).")
  private double rate = 10;

  @Option(names = "--times", description = "The noisy one's rate, in shares (default: 50).")
  private double times = 50;

  @Option(names = "--warm-up", description = "Seconds, quiet and noisy each (default: 60).")
  private int warmUpSeconds = 60;

  @Option(names = "--limited", description = "Let the rate limit hold each tenant to its share.")
  private boolean limited;

  private final List<Outcomes> quiet = new ArrayList<>();
  private final List<Outcomes> noisy = new ArrayList<>();
  private final List<Outcomes> noise = new ArrayList<>();

  @Override
  public void run(Report report) throws Exception {
    Duration warmUp = Duration.ofSeconds(warmUpSeconds);
    try (var installation = Installation.start(setup())) {
      List<String> names = installation.namespaces("calm-", tenants);
      String loud = installation.namespaces("loud-", 1).getFirst();
      report.say(
          ("%d tenants, each %.0f a second of its share of %.0f, every other one over a session;"
                  + " then one more at %.0f a second over HTTP, on up to %d connections, held by"
                  + " %s; %d rounds")
              .formatted(
                  tenants,
                  rate,
                  share,
                  times * share,
                  NOISY_CONNECTIONS,
                  limited ? "its rate limit" : "the queue alone",
                  rounds));
      try (Load calm =
          Load.start(
              installation.url(), Tenant.readers(names, installation.login()::token, rate, SQL))) {
        Thread.sleep(warmUp);
        makeNoise(installation, loud, warmUp);
        measure(report, installation, calm, loud);
        Outcomes last = Outcomes.of(calm.finish().values());
        report.checkNone("errors of the others at the end", last.errorsByKind());
      }
    }
  }

  /** Without a rate limit it is the queue alone that protects the others. */
  private Setup setup() {
    return limited
        ? Setup.standard()
            .with("limits.perSecondMax", Math.round(share))
            .with("limits.perMinuteMax", Math.round(share * 60))
        : Setup.withoutRateLimits();
  }

  private void measure(Report report, Installation installation, Load calm, String loud)
      throws Exception {
    Duration each = Duration.ofMillis(seconds * 1000L / rounds);
    Rounds p99 =
        Rounds.of(
            "p99 of the others",
            rounds,
            () -> {
              Thread.sleep(SETTLE);
              calm.cut();
              Thread.sleep(each);
              quiet.add(Outcomes.of(calm.cut().values()));
              return quiet.getLast().p99();
            },
            () -> {
              Thread.sleep(SETTLE);
              calm.cut();
              noise.add(makeNoise(installation, loud, each));
              noisy.add(Outcomes.of(calm.cut().values()));
              return noisy.getLast().p99();
            });
    Outcomes before = Outcomes.of(quiet);
    Outcomes during = Outcomes.of(noisy);
    report.table(
        "Answers",
        Outcomes.COLUMNS,
        List.of(
            before.row("others, quiet"),
            during.row("others, noisy"),
            Outcomes.of(noise).row("the noisy one")));
    p99.writeTo(report, "ms");
    report.figure("p50 of the others, quiet", before.p50(), "ms");
    report.figure("p50 of the others, noisy", during.p50(), "ms");
    report.figure("lateness of the load, quiet, p99", before.lateness(99), "ms");
    report.figure("lateness of the load, noisy, p99", during.lateness(99), "ms");
    report.checkNone("errors of the others, quiet", before.errorsByKind());
    report.checkNone("errors of the others, noisy", during.errorsByKind());
    // A round alone has too few answers for a steady p99.
    double ratio = during.p99() / before.p99();
    report.checkAtMost("p99 noisy / quiet, all rounds together", ratio, RATIO_MAX, "");
  }

  private Outcomes makeNoise(Installation installation, String loud, Duration time)
      throws InterruptedException {
    byte[] ask = Asks.pipeline(installation.login().token(loud), SQL);
    Tenant tenant = Tenant.atRate(loud, times * share, ask).withConnectionsMax(NOISY_CONNECTIONS);
    try (Load load = Load.start(installation.url(), List.of(tenant))) {
      Thread.sleep(time);
      return Outcomes.of(load.cut().values());
    }
  }
}
