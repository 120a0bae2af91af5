package dev.gatehouse.loadtest.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Gatehouse that runs as people run it, as a process of its own from the built jar, with a
 * managed sqld behind it and a data folder that goes away with it.
 */
public final class Installation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CHECK_MILLIS = 20;
  private static final Pattern SERVES = Pattern.compile("process (\\d+) serves now");
  private static final Path HOME =
      Path.of(System.getProperty("gatehouse.home", ".")).toAbsolutePath();

  private final Setup setup;
  private final Path folder;
  private final Login login;
  private final String adminKey;
  private final URI url;
  private final URI opsUrl;
  private final URI adminUrl;
  private final AdminCalls admin;
  private volatile Process process;
  private volatile ProcessHandle running;

  private Installation(Setup setup, Path folder) throws IOException, InterruptedException {
    this.setup = setup;
    this.folder = folder;
    this.login = new Login();
    this.adminKey = HexFormat.of().formatHex(random(32));
    Files.writeString(folder.resolve("config.yaml"), login.yaml() + setup.yaml());
    this.process = launch(Map.of()).start();
    this.running = process.toHandle();
    try {
      String ready = awaitReady();
      this.url = address("public", ready);
      this.opsUrl = address("ops", ready);
      this.adminUrl = address("admin", ready);
    } catch (IOException | InterruptedException e) {
      stop(process);
      throw e;
    }
    this.admin = new AdminCalls(adminUrl, adminKey);
  }

  /** Starts one and waits until it serves. */
  public static Installation start(Setup setup) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("gatehouse-load");
    try {
      return new Installation(setup, folder);
    } catch (IOException | InterruptedException e) {
      delete(folder);
      throw e;
    }
  }

  /**
   * Ends it as an init system does, and starts it again on the same data and addresses; returns
   * when it serves.
   */
  public void restart() throws IOException, InterruptedException {
    stop(process);
    process =
        launch(
                Map.of(
                    "GATEHOUSE_LISTEN_PUBLIC", url.getAuthority(),
                    "GATEHOUSE_LISTEN_ADMIN", adminUrl.getAuthority(),
                    "GATEHOUSE_LISTEN_OPS", opsUrl.getAuthority()))
            .start();
    running = process.toHandle();
    String ready = awaitReady();
    if (!address("public", ready).equals(url)) {
      throw new IOException("it came back elsewhere: " + ready);
    }
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private ProcessBuilder launch(Map<String, String> addresses) {
    Path config = folder.resolve("config.yaml");
    var builder =
        new ProcessBuilder(
                HOME.resolve("gatehouse").toString(), "serve", "--config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("gatehouse.log").toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
    environment.put("GATEHOUSE_DATA", data().toString());
    environment.put("GATEHOUSE_LISTEN_PUBLIC", "127.0.0.1:0");
    environment.put("GATEHOUSE_LISTEN_ADMIN", "127.0.0.1:0");
    environment.put("GATEHOUSE_LISTEN_OPS", "127.0.0.1:0");
    environment.put("GATEHOUSE_ADMIN_KEY", adminKey);
    environment.put("GATEHOUSE_JAVA_OPTS", setup.javaOptions());
    environment.putAll(setup.environment());
    environment.putAll(addresses);
    return builder;
  }

  private String awaitReady() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      String log = log();
      var ready = log.lines().filter(line -> line.contains(" ready ")).findFirst();
      if (ready.isPresent()) {
        return ready.get();
      }
      if (process.waitFor(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("gatehouse did not start: " + log);
      }
    }
    throw new IOException("gatehouse is not ready after " + PATIENCE + ": " + log());
  }

  private static URI address(String name, String ready) throws IOException {
    Matcher port = Pattern.compile(name + "=\"?[^:]*:(\\d+)").matcher(ready);
    if (!port.find()) {
      throw new IOException("no " + name + " address in: " + ready);
    }
    return URI.create("http://127.0.0.1:" + port.group(1));
  }

  /** Where clients go. */
  public URI url() {
    return url;
  }

  /** Where health and metrics are. */
  public URI opsUrl() {
    return opsUrl;
  }

  public AdminCalls admin() {
    return admin;
  }

  /** An issuer that it trusts: a token's {@code sub} is the namespace. */
  public Login login() {
    return login;
  }

  /** Its data, such as {@code registry.db}. */
  public Path data() {
    return folder.resolve("data");
  }

  /** What it wrote up to now. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("gatehouse.log"));
  }

  /** Makes that many namespaces and returns their names. */
  public List<String> namespaces(String prefix, int count)
      throws IOException, InterruptedException {
    List<String> names = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    admin.createAll(names);
    return names;
  }

  public Vitals gatehouse() {
    return new Vitals(running);
  }

  /** The sqld that it manages. */
  public Vitals sqld() {
    return sqldProcess()
        .map(Vitals::new)
        .orElseThrow(() -> new IllegalStateException("no sqld runs"));
  }

  /** The same as a process; nothing while it is down. */
  public Optional<ProcessHandle> sqldProcess() {
    return guard()
        .flatMap(
            guard ->
                guard
                    .descendants()
                    .filter(child -> child.info().command().orElse("").contains("sqld"))
                    .findFirst());
  }

  /** What sqld runs under; it is no child of a Gatehouse that took it over. */
  private Optional<ProcessHandle> guard() {
    try {
      String note = Files.readString(data().resolve("sqld/sqld.pid"));
      return ProcessHandle.of(Long.parseLong(note.substring(0, note.indexOf(' '))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Puts a new process into its place, and waits until the old one has left. */
  public void upgrade() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
                HOME.resolve("gatehouse").toString(), "upgrade", "--data", data().toString())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
    Process upgrade = builder.start();
    String said = new String(upgrade.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher pid = SERVES.matcher(said);
    if (upgrade.waitFor() != 0 || !pid.find()) {
      throw new IOException("the upgrade failed: " + said);
    }
    running =
        ProcessHandle.of(Long.parseLong(pid.group(1)))
            .orElseThrow(() -> new IOException("the new process is gone"));
  }

  /**
   * The sum of a metric over all label values that contain the text, such as {@code result="hit"}.
   */
  public double metric(String name, String labels) throws IOException, InterruptedException {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> line.contains(labels))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** All metrics, as Prometheus reads them. */
  public String metrics() throws IOException, InterruptedException {
    return admin.get(opsUrl.resolve("/metrics"));
  }

  /** What readiness says. */
  public String readiness() throws IOException, InterruptedException {
    return admin.get(opsUrl.resolve("/readyz"));
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return running.isAlive();
  }

  @Override
  public void close() {
    admin.close();
    List<ProcessHandle> guarded =
        guard().map(guard -> guard.descendants().toList()).orElseGet(List::of);
    running.destroy();
    try {
      running.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      running.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    guarded.forEach(ProcessHandle::destroyForcibly);
    stop(process);
    delete(folder);
  }

  private static void stop(Process process) {
    List<ProcessHandle> children = new ArrayList<>(process.descendants().toList());
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static void delete(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
