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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many namespaces, of which each request touches any one. */
@Command(
    name = "ten-thousand",
    description = "10,000 namespaces touched at random: the heap stays small, look-ups are cheap.",
    mixinStandardHelpOptions = true)
public final class TenThousandScenario implements Scenario {
  private static final long SEED = Long.getLong("gatehouse.seed", 1);
  private static final double HEAP_MEGABYTES_MAX = 192;
  private static final double READ_P99_MILLIS_MAX = 50;
  private static final double MEGA = 1e6;

  private static final String SQL = "select 40 + 2 as answer";

  @Option(names = "--seconds", description = "Of each distribution (default: ${DEFAULT-VALUE}).")
  private int seconds = 60;

  @Option(names = "--namespaces", description = "How many (default: ${DEFAULT-VALUE}).")
  private int namespaces = 10_000;

  @Option(names = "--rate", description = "Requests a second (default: ${DEFAULT-VALUE}).")
  private double rate = 150;

  @Option(
      names = "--bytes-max",
      description = "directory.bytesMax; room for fewer than all (default: ${DEFAULT-VALUE}).")
  private String bytesMax = "4MiB";

  @Override
  public void run(Report report) throws Exception {
    Setup setup = Setup.withoutRateLimits().with("directory.bytesMax", bytesMax);
    try (var installation = Installation.start(setup)) {
      report.say("creating %d namespaces".formatted(namespaces));
      List<String> names = installation.namespaces("many-", namespaces);
      List<byte[]> asks =
          names.stream().map(name -> Asks.pipeline(installation.login().token(name), SQL)).toList();
      report.say(
          "%d namespaces, %s for them in memory, seed %d; %.0f reads a second, each of any one"
              .formatted(namespaces, bytesMax, SEED, rate));
      report.figure("heap before", installation.gatehouse().heapAfterGcBytes() / MEGA, "MB");
      var random = new SplittableRandom(SEED);
      measure(report, installation, "each once", asks, new RoundRobin(namespaces)::next);
      measure(report, installation, "uniform", asks, () -> random.nextInt(namespaces));
      measure(report, installation, "zipf", asks, new Zipf(namespaces, random)::next);
      double heap = installation.gatehouse().heapAfterGcBytes() / MEGA;
      report.figure("heap after", heap, "MB");
      report.figure("memory of gatehouse", installation.gatehouse().residentBytes() / MEGA, "MB");
      report.figure("tenants at hand", metric(installation, "entries", "kind=\"known\""), "");
      report.figure("their weight", metric(installation, "bytes", "kind=\"known\"") / MEGA, "MB");
      double read = metric(installation, "reads_seconds", "quantile=\"0.99\"") * 1000;
      report.figure(
          "a look-up in the registry: p50",
          metric(installation, "reads_seconds", "quantile=\"0.5\"") * 1000,
          "ms");
      report.figure("a look-up in the registry: p99", read, "ms");
      report.checkAtMost("a look-up in the registry, p99", read, READ_P99_MILLIS_MAX, "ms");
      report.checkAtMost("heap after a collection", heap, HEAP_MEGABYTES_MAX, "MB");
    }
  }

  private void measure(
      Report report, Installation installation, String how, List<byte[]> asks, IntSupplier which)
      throws IOException, InterruptedException {
    double hits = lookups(installation, "hit");
    double misses = lookups(installation, "miss");
    Map<String, Outcomes> found =
        Load.run(
            installation.url(),
            Duration.ZERO,
            Duration.ofSeconds(seconds),
            List.of(Tenant.atRate(how, rate, () -> asks.get(which.getAsInt()))));
    Outcomes all = Outcomes.of(found.values());
    double hit = lookups(installation, "hit") - hits;
    double miss = lookups(installation, "miss") - misses;
    report.table("Answers, " + how, Outcomes.COLUMNS, Load.rows(found));
    report.figure(how + ": look-ups at hand", 100 * hit / Math.max(1, hit + miss), "%");
    report.figure(how + ": look-ups in the registry", miss, "");
    report.figure(how + ": p50", all.p50(), "ms");
    report.figure(how + ": p99", all.p99(), "ms");
    report.checkNone("errors, " + how, all.errorsByKind());
  }

  private static double lookups(Installation installation, String result)
      throws IOException, InterruptedException {
    return metric(installation, "lookups_total", "result=\"" + result + "\"");
  }

  private static double metric(Installation installation, String name, String labels)
      throws IOException, InterruptedException {
    return installation.metric("gatehouse_directory_" + name, labels);
  }

  /** One after the other, so that each look-up is the first. */
  private static final class RoundRobin {
    private final int count;
    private int next;

    RoundRobin(int count) {
      this.count = count;
    }

    int next() {
      next = (next + 1) % count;
      return next;
    }
  }

  /** Some much more often than others: the one in place k as often as 1/k. */
  private static final class Zipf {
    private final double[] upTo;
    private final SplittableRandom random;

    Zipf(int count, SplittableRandom random) {
      this.random = random;
      this.upTo = new double[count];
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += 1.0 / (k + 1);
        upTo[k] = sum;
      }
    }

    int next() {
      double at = random.nextDouble() * upTo[upTo.length - 1];
      int found = Arrays.binarySearch(upTo, at);
      return Math.min(found < 0 ? -found - 1 : found, upTo.length - 1);
    }
  }
}
