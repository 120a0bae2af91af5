package dev.gatehouse.loadtest.scenario;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.Rounds;
import dev.gatehouse.loadtest.Scenario;
import dev.gatehouse.loadtest.installation.Installation;
import dev.gatehouse.loadtest.installation.Setup;
import dev.gatehouse.loadtest.load.Asks;
import dev.gatehouse.loadtest.load.Carrier;
import dev.gatehouse.loadtest.load.Load;
import dev.gatehouse.loadtest.load.Outcomes;
import dev.gatehouse.loadtest.load.Pace;
import dev.gatehouse.loadtest.load.Tenant;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One address sends bad tokens as fast as it can, while others work. */
@Command(
    name = "bad-tokens",
    description = "A flood of bad tokens from one address costs the others next to nothing.",
    mixinStandardHelpOptions = true)
public final class BadTokensScenario implements Scenario {
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration SETTLING = Duration.ofMillis(1500);
  private static final double RATIO_MIN = 0.95;
  private static final String FLOOD = "flood";

  @Option(names = "--seconds", description = "Of each measurement (default: ${DEFAULT-VALUE}).")
  private int seconds = 4;

  @Option(names = "--rounds", description = "With and without (default: ${DEFAULT-VALUE}).")
  private int rounds = 16;

  @Option(
      names = "--connections",
      description = "Of the address that floods (default: ${DEFAULT-VALUE}).")
  private int connections = 200;

  @Option(names = "--good", description = "Connections of good ones (default: ${DEFAULT-VALUE}).")
  private int good = 16;

  @Override
  public void run(Report report) throws Exception {
    try (var installation = Installation.start(Setup.withoutRateLimits())) {
      String name = installation.namespaces("good-", 1).getFirst();
      byte[] ask = Asks.pipeline(installation.login().token(name), "select 1");
      var bad = new BadTokens(installation.login(), name);
      List<Outcomes> refused = new ArrayList<>();
      report.say(
          "%d good connections from 127.0.0.1, %d with bad tokens from 127.0.0.2"
              .formatted(good, connections));
      try (Load load =
          Load.start(installation.url(), List.of(Tenant.asFastAsItCan("good", good, ask)))) {
        Thread.sleep(WARM_UP);
        List<Outcomes> served = new ArrayList<>();
        Rounds measured =
            Rounds.of(
                "answers to good ones",
                rounds,
                () -> throughput(load, served),
                () -> flooded(installation.url(), bad, load, served, refused));
        measured.writeTo(report, "/s");
        report.checkNone("errors of good ones", Outcomes.of(served).errorsByKind());
        report.check(
            "a flood costs less than 5 %",
            measured.totalRatio() >= RATIO_MIN,
            "ratio of all rounds together %.3f".formatted(measured.totalRatio()));
      }
      tell(report, Outcomes.of(refused));
    }
  }

  private double throughput(Load load, List<Outcomes> served) throws InterruptedException {
    load.cut();
    Thread.sleep(Duration.ofSeconds(seconds));
    Outcomes found = Outcomes.of(load.cut().values());
    served.add(found);
    return found.answersPerSecond();
  }

  private double flooded(
      URI url, BadTokens bad, Load load, List<Outcomes> served, List<Outcomes> refused)
      throws InterruptedException {
    var flood =
        new Tenant(FLOOD, new Carrier.Http(), new Pace.Closed(connections), connections, bad::next);
    try (Load attack = Load.start(url, "127.0.0.2", 1, List.of(flood))) {
      Thread.sleep(SETTLING);
      attack.cut();
      double found = throughput(load, served);
      Map<String, Outcomes> answers = attack.cut();
      refused.addAll(answers.values());
      return found;
    }
  }

  private static void tell(Report report, Outcomes refused) {
    report.table("Answers to bad tokens", Outcomes.COLUMNS, List.of(refused.row(FLOOD)));
    report.check(
        "every bad token is refused",
        refused.answers() == 0 && refused.errors() > 0,
        refused.errorsByKind().toString());
  }
}
