package dev.gatehouse.loadtest.scenario;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.Scenario;
import dev.gatehouse.loadtest.installation.Installation;
import dev.gatehouse.loadtest.installation.Setup;
import dev.gatehouse.loadtest.load.Asks;
import dev.gatehouse.loadtest.load.Load;
import dev.gatehouse.loadtest.load.Outcomes;
import dev.gatehouse.loadtest.load.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The registry's file is locked, then gone, then another file, while tenants go on asking. */
@Command(
    name = "registry-gone",
    description =
        "The registry's file is locked, gone and replaced under load; no known tenant notices.",
    mixinStandardHelpOptions = true)
public final class RegistryGoneScenario implements Scenario {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration BACK = Duration.ofSeconds(15);
  private static final String SQL = "select 40 + 2 as answer";
  private static final double UNKNOWN_P99_MILLIS_MAX = 250;
  private static final int PHASES = 3;

  @Option(
      names = "--seconds",
      description = "How long all of it, in three equal parts (default: ${DEFAULT-VALUE}).")
  private int seconds = 600;

  @Option(names = "--tenants", description = "How many (default: ${DEFAULT-VALUE}).")
  private int tenants = 40;

  @Option(names = "--rate", description = "Of each, a second (default: ${DEFAULT-VALUE}).")
  private double rate = 10;

  @Override
  public void run(Report report) throws Exception {
    // Every tenant is looked up again each second, so that the registry is asked all the time.
    Setup setup = Setup.withoutRateLimits().with("directory.refreshAfter", "1s");
    try (var installation = Installation.start(setup)) {
      List<String> names = installation.namespaces("known-", tenants);
      report.say(
          "%d tenants that were served before, %.0f reads a second each, every other one over a"
                  .formatted(tenants, rate)
              + " session; %d s in three parts".formatted(seconds));
      try (Load known =
          Load.start(
              installation.url(), Tenant.readers(names, installation.login()::token, rate, SQL))) {
        Thread.sleep(WARM_UP);
        known.cut();
        Map<String, Outcomes> parts = new LinkedHashMap<>();
        parts.put("locked by another connection", locked(known, installation));
        Outcomes gone = gone(report, known, installation);
        parts.put("gone", gone);
        parts.put("another file in its place", replaced(known, installation));
        Thread.sleep(BACK);
        parts.put("back", Outcomes.of(known.finish().values()));
        judge(report, parts, installation);
        report.checkAtMost("p99 while it is gone", gone.p99(), UNKNOWN_P99_MILLIS_MAX, "ms");
      }
    }
  }

  private Duration part() {
    return Duration.ofMillis(seconds * 1000L / PHASES);
  }

  private static Path file(Installation installation) {
    return installation.data().resolve("registry.db");
  }

  private Outcomes locked(Load known, Installation installation)
      throws IOException, InterruptedException {
    try (var lock = RegistryLock.exclusive(file(installation))) {
      lock.hold(part());
    }
    return Outcomes.of(known.cut().values());
  }

  private Outcomes gone(Report report, Load known, Installation installation) throws Exception {
    Path file = file(installation);
    Path away = Files.move(file, file.resolveSibling("registry.away"));
    try {
      Thread.sleep(part());
      report.say("readiness: " + installation.readiness().strip());
      report.check(
          "readiness tells of it",
          installation.readiness().contains("cannot be read since"),
          installation.readiness().strip());
      strangers(report, installation);
    } finally {
      Files.move(away, file);
    }
    return Outcomes.of(known.cut().values());
  }

  /** Names that were never looked up are refused, at once and not after a wait. */
  private void strangers(Report report, Installation installation) throws Exception {
    byte[] ask = Asks.pipeline(installation.login().token("never-seen"), SQL);
    Outcomes refused =
        Outcomes.of(
            Load.run(
                    installation.url(),
                    Duration.ZERO,
                    Duration.ofSeconds(2),
                    List.of(Tenant.atRate("never-seen", rate, ask)))
                .values());
    report.check(
        "a name never looked up is refused with 503",
        refused.answers() == 0 && refused.errors("503 DIRECTORY_DOWN") > 0,
        refused.errorsByKind().toString());
  }

  private Outcomes replaced(Load known, Installation installation) throws Exception {
    Path file = file(installation);
    Path away = Files.move(file, file.resolveSibling("registry.away"));
    try {
      Files.writeString(file, "this was never a registry");
      Thread.sleep(part());
    } finally {
      Files.delete(file);
      Files.move(away, file);
    }
    return Outcomes.of(known.cut().values());
  }

  private static void judge(Report report, Map<String, Outcomes> parts, Installation installation)
      throws Exception {
    report.table("Known tenants while the registry is", Outcomes.COLUMNS, Load.rows(parts));
    for (String result : List.of("hit", "miss", "stale", "failed")) {
      report.figure(
          "look-ups: " + result,
          installation.metric("gatehouse_directory_lookups_total", "result=\"" + result + "\""),
          "");
    }
    report.checkNone("errors of known tenants", Outcomes.of(parts.values()).errorsByKind());
    report.check(
        "ready again, without a word about the registry",
        !installation.readiness().contains("registry"),
        installation.readiness().strip());
  }
}
