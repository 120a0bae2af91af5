package dev.gatehouse.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Gatehouse that runs as people run it: as a process of its own, from the built jar. */
final class GatehouseProcess implements AutoCloseable {
  private static final String END = "";
  private static final Duration PATIENCE = Duration.ofSeconds(50);
  private static final Path JAR = SourceTree.ROOT.resolve("app/target/gatehouse/gatehouse.jar");
  private static final Path RECORDED = SourceTree.ROOT.resolve("app/target/it.jsa");
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Path errors;

  private GatehouseProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    // Whoever does not read what it says makes it stand still one day.
    Thread.ofVirtual().start(this::readAll);
  }

  static GatehouseProcess run(String... arguments) throws IOException {
    return run(SourceTree.ROOT, Map.of(), arguments);
  }

  static GatehouseProcess run(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    Path errors = Files.createTempFile("gatehouse-it", ".err");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:SharedArchiveFile=" + RECORDED, "-Xlog:cds=off", "-Xlog:aot=off"));
    command.addAll(List.of("-Dgatehouse.home=" + home, "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
    builder.environment().putAll(environment);
    return new GatehouseProcess(builder.start(), errors);
  }

  /** Runs dev on any free ports. */
  static GatehouseProcess dev(Path data) throws IOException {
    return run(
        "dev",
        "--json",
        "--port",
        "0",
        "--admin-port",
        "0",
        "--ops-port",
        "0",
        "--data",
        data.toString());
  }

  private void readAll() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // It ended.
    }
    lines.add(END);
  }

  /** The next line of its output; empty where it ended without one. */
  String firstLine() throws InterruptedException {
    return firstLine(PATIENCE);
  }

  /** The same, of what takes its time. */
  String firstLine(Duration patience) throws InterruptedException {
    String line = lines.poll(patience.toSeconds(), TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("it said nothing in " + patience);
    }
    return line;
  }

  /** The next line of its output that has this text; empty where it ended without one. */
  String lineWith(String text) throws InterruptedException {
    String line = firstLine();
    while (!line.equals(END) && !line.contains(text)) {
      line = firstLine();
    }
    return line;
  }

  /** Asks it to read its configuration again. */
  void hangUp() throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill failed");
    }
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it still runs");
    }
    return process.exitValue();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** What it said on standard error. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  /** The processes that it started, with theirs. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Asks it to end, as Ctrl-C and service managers do. */
  void terminate() {
    process.destroy();
  }

  /** Ends it with no chance to tidy up. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(errors);
  }
}
