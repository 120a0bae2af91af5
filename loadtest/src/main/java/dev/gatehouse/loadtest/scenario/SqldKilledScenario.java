package dev.gatehouse.loadtest.scenario;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.Scenario;
import dev.gatehouse.loadtest.installation.Installation;
import dev.gatehouse.loadtest.installation.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** sqld is killed again and again while tenants write. */
@Command(
    name = "sqld-killed",
    description =
        "sqld is killed again and again under writes; none that was acknowledged is lost, and none"
            + " is doubled.",
    mixinStandardHelpOptions = true)
public final class SqldKilledScenario implements Scenario {
  private static final Duration BACK = Duration.ofSeconds(30);
  private static final int LOOK_MILLIS = 50;

  private static final Duration THERE_AGAIN = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  @Option(names = "--kills", description = "How many (default: ${DEFAULT-VALUE}).")
  private int kills = 20;

  @Option(names = "--writers", description = "How many (default: ${DEFAULT-VALUE}).")
  private int writers = 8;

  @Option(names = "--every", description = "Seconds between kills (default: ${DEFAULT-VALUE}).")
  private int every = 3;

  @Override
  public void run(Report report) throws Exception {
    try (var installation = Installation.start(Setup.withoutRateLimits())) {
      List<Writer> all = new ArrayList<>();
      for (String name : installation.namespaces("writes-", writers)) {
        var writer = new Writer(installation.url(), installation.login().token(name), name);
        writer.prepare();
        all.add(writer);
      }
      report.say(
          "%d writers, each a row at a time as fast as it is answered; sqld gets SIGKILL every %d s"
              .formatted(writers, every));
      List<Thread> threads = all.stream().map(Thread::startVirtualThread).toList();
      int killed = kill(installation);
      all.forEach(Writer::stop);
      for (Thread thread : threads) {
        thread.join();
      }
      judge(report, all, killed);
    }
  }

  private int kill(Installation installation) throws InterruptedException {
    int killed = 0;
    for (int i = 0; i < kills; i++) {
      Thread.sleep(Duration.ofSeconds(every));
      killed += killOnceThere(installation) ? 1 : 0;
    }
    Thread.sleep(Duration.ofSeconds(every));
    return killed;
  }

  /** One that dies often is started again after a pause that grows. */
  private static boolean killOnceThere(Installation installation) throws InterruptedException {
    long untilNanos = System.nanoTime() + THERE_AGAIN.toNanos();
    while (System.nanoTime() < untilNanos) {
      if (installation.sqldProcess().filter(ProcessHandle::destroyForcibly).isPresent()) {
        return true;
      }
      Thread.sleep(LOOK_AGAIN);
    }
    return false;
  }

  private void judge(Report report, List<Writer> all, int killed) throws Exception {
    long acknowledged = 0;
    long unknown = 0;
    Set<String> lost = new HashSet<>();
    long doubled = 0;
    long undone = 0;
    for (Writer writer : all) {
      List<String> found = found(writer);
      Set<String> once = new HashSet<>(found);
      doubled += found.size() - once.size();
      acknowledged += writer.acknowledged().size();
      unknown += writer.unknown().size();
      writer.acknowledged().stream().filter(row -> !once.contains(row)).forEach(lost::add);
      undone += writer.refused().stream().filter(once::contains).count();
    }
    report.figure("times that sqld was killed", killed, "");
    report.figure("acknowledged writes", acknowledged, "");
    report.figure("writes whose outcome was unknown", unknown, "");
    report.check("sqld was killed each time", killed == kills, killed + " of " + kills);
    report.check("writes were acknowledged", acknowledged > 0, acknowledged + " writes");
    report.check("no acknowledged write is lost", lost.isEmpty(), lost.size() + " lost");
    report.check("no write is doubled", doubled == 0, doubled + " doubled");
    report.check(
        "nothing was done of what was refused as not done", undone == 0, undone + " writes");
  }

  private static List<String> found(Writer writer) throws Exception {
    long until = System.nanoTime() + BACK.toNanos();
    while (true) {
      var rows = writer.rows();
      if (rows.isPresent()) {
        return rows.get();
      }
      if (System.nanoTime() > until) {
        throw new IllegalStateException("sqld is not back");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
