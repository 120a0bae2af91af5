package dev.gatehouse.loadtest.scenario.soak;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.Scenario;
import dev.gatehouse.loadtest.installation.Installation;
import dev.gatehouse.loadtest.installation.Setup;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Clients that know what their answers must be, while sqld is killed again and again. */
@Command(
    name = "soak",
    description =
        "sqld is killed every two minutes under reads and writes: none wrong, lost or doubled.",
    mixinStandardHelpOptions = true)
public final class SoakScenario implements Scenario {
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final double LANES_SHARE_MIN = 0.3;
  private static final int SESSIONS_EVERY = 4;

  @Option(names = "--minutes", description = "How long (default: ${DEFAULT-VALUE}).")
  private double minutes = 30;

  @Option(
      names = "--restart-every",
      description = "After so many seconds sqld is killed (default: ${DEFAULT-VALUE}).")
  private int restartEvery = 120;

  @Option(names = "--namespaces", description = "How many (default: ${DEFAULT-VALUE}).")
  private int namespaces = 4;

  @Option(names = "--clients", description = "Of each (default: ${DEFAULT-VALUE}).")
  private int clientsOfEach = 8;

  @Option(names = "--rate", description = "What all do, a second (default: ${DEFAULT-VALUE}).")
  private double rate = 200;

  @Option(
      names = "--errors-within",
      description = "Milliseconds after a kill until errors must end (default: ${DEFAULT-VALUE}).")
  private double errorsWithin = 5_000;

  @Option(names = "--seed", description = "What clients do grows from it (default: the time).")
  private long seed = System.currentTimeMillis();

  private final Findings findings = new Findings();
  private final List<SoakClient> clients = new ArrayList<>();

  @Override
  public void run(Report report) throws Exception {
    report.say(
        """
        %d namespaces with %d clients each, every fourth over a session; together some %.0f things a
        second for %.1f minutes; sqld is killed every %d s; seed %d"""
            .formatted(namespaces, clientsOfEach, rate, minutes, restartEvery, seed));
    Setup setup =
        Setup.withoutRateLimits()
            .with("upstream.lanes.busyPerSecond", 3)
            .withJavaOptions(Footprint.JAVA_OPTIONS);
    try (var installation = Installation.start(setup);
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      begin(installation, http);
      work(threads, WARM_UP);
      clients.forEach(SoakClient::close);
      Footprint before = Footprint.of(installation);
      Thread killer = Thread.ofVirtual().start(() -> kill(installation));
      work(threads, Duration.ofMillis((long) (minutes * 60_000)));
      killer.interrupt();
      killer.join();
      lastLook();
      clients.forEach(SoakClient::close);
      findings.writeTo(report, errorsWithin);
      before.compare(Footprint.of(installation), report);
      lanes(report, installation);
    }
  }

  private void begin(Installation installation, HttpClient http) throws Exception {
    var random = new SplittableRandom(seed);
    for (String name : installation.namespaces("soak-", namespaces)) {
      String token = installation.login().token(name);
      new HttpLine(http, installation.url(), token)
          .ask(Sql.TABLES.stream().map(sql -> Sql.execute(sql)).toList());
      for (int i = 0; i < clientsOfEach; i++) {
        Line line =
            i % SESSIONS_EVERY == SESSIONS_EVERY - 1
                ? new SessionLine(http, installation.url(), token)
                : new HttpLine(http, installation.url(), token);
        var client = new SoakClient(clients.size(), line, random.split(), findings);
        client.begin();
        clients.add(client);
      }
    }
  }

  /** All clients do what they do, each at moments of its own. */
  private void work(ExecutorService threads, Duration duration) throws Exception {
    long end = System.nanoTime() + duration.toNanos();
    long pauseNanos = (long) (clients.size() * 1e9 / rate);
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      SoakClient client = clients.get(i);
      long first = System.nanoTime() + pauseNanos * i / clients.size();
      all.add(() -> goOn(client, first, pauseNanos, end));
    }
    for (Future<Boolean> client : threads.invokeAll(all)) {
      client.get();
    }
  }

  /** A client that was kept waiting does not catch up. */
  private static boolean goOn(SoakClient client, long first, long pauseNanos, long end)
      throws InterruptedException {
    long due = first;
    while (due - end < 0) {
      LockSupport.parkNanos(due - System.nanoTime());
      client.step();
      due = Math.max(due + pauseNanos, System.nanoTime());
    }
    return true;
  }

  private void kill(Installation installation) {
    try {
      while (true) {
        Thread.sleep(Duration.ofSeconds(restartEvery));
        long pid = installation.sqld().pid();
        findings.killed();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException _) {
      // The work is done.
    }
  }

  private void lastLook() throws InterruptedException {
    for (SoakClient client : clients) {
      try {
        client.read();
      } catch (UnansweredException e) {
        findings.wrong("the last look: " + e.kind());
      }
    }
  }

  private static void lanes(Report report, Installation installation) throws Exception {
    double alone = installation.metric("gatehouse_lanes_pipelines_total", "way=\"lane\"");
    double together = installation.metric("gatehouse_lanes_pipelines_total", "way=\"convoy\"");
    double laned = alone + together;
    double all = installation.metric("gatehouse_lanes_pipelines_total", "");
    report.figure("pipelines", all, "");
    report.figure("of them on lanes", laned, "");
    report.figure("of those in convoys", together, "");
    report.check("lanes were taken", laned > LANES_SHARE_MIN * all, laned + " of " + all);
    report.check("reads crossed together", together > 0, together + " of " + laned);
  }
}
