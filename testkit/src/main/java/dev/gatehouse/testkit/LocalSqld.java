package dev.gatehouse.testkit;

import dev.gatehouse.sqld.HardenedSqld;
import dev.gatehouse.sqld.RestartPace;
import dev.gatehouse.sqld.SqldLocator;
import dev.gatehouse.sqld.SqldSettings;
import dev.gatehouse.sqld.SqldState;
import dev.gatehouse.sqld.SqldSupervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An sqld that is a child process of the test's JVM, on a folder of its own. */
final class LocalSqld implements SqldHost {
  private static final RestartPace PACE =
      new RestartPace(Duration.ofMillis(5), Duration.ofMillis(200), Duration.ofSeconds(5));
  private static final long RESTART_SECONDS_MAX = 20;

  private final SqldSupervisor supervisor;
  private final Path folder;
  private final BlockingQueue<SqldState> states;

  private LocalSqld(SqldSupervisor supervisor, Path folder, BlockingQueue<SqldState> states) {
    this.supervisor = supervisor;
    this.folder = folder;
    this.states = states;
  }

  static LocalSqld start(boolean hardened, String adminKey, String tokenKeyPem)
      throws IOException, InterruptedException {
    Path tools = Repository.root().resolve("tools/sqld");
    Path binary = new SqldLocator(tools, System.err::println).locate();
    if (hardened) {
      binary = HardenedSqld.of(binary, tools.resolve("node_modules/.hardened"));
    }
    Path folder = Files.createTempDirectory("gatehouse-sqld");
    var settings =
        new SqldSettings(
            binary,
            folder,
            adminKey,
            tokenKeyPem,
            200,
            512,
            512,
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            PACE);
    BlockingQueue<SqldState> states = new LinkedBlockingQueue<>();
    var supervisor = new SqldSupervisor(settings, states::add);
    supervisor.start();
    return new LocalSqld(supervisor, folder, states);
  }

  @Override
  public URI http() {
    return supervisor.http();
  }

  @Override
  public URI admin() {
    return supervisor.admin();
  }

  @Override
  public void crash() throws InterruptedException {
    states.clear();
    String argument = folder.resolve("db").toString();
    List<ProcessHandle> servers =
        ProcessHandle.current()
            .descendants()
            .filter(p -> arguments(p).contains(argument) && !arguments(p).contains("sqld-guard"))
            .toList();
    if (servers.size() != 1) {
      throw new AssertionError("expected one sqld to end, found " + servers);
    }
    servers.getFirst().destroyForcibly();
    for (var state = SqldState.DOWN; state != SqldState.READY; ) {
      state = states.poll(RESTART_SECONDS_MAX, TimeUnit.SECONDS);
      if (state == null) {
        throw new AssertionError("sqld did not come back");
      }
    }
  }

  private static List<String> arguments(ProcessHandle process) {
    return Arrays.asList(process.info().arguments().orElse(new String[0]));
  }

  @Override
  public void close() {
    supervisor.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
