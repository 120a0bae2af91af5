package dev.gatehouse.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Gatehouse that runs as people run it: as a process of its own, from the built jar. */
final class GatehouseProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(50);
  private static final Path JAR = SourceTree.ROOT.resolve("app/target/gatehouse/gatehouse.jar");
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  private final Process process;
  private final CompletableFuture<String> firstLine;
  private final Path errors;

  private GatehouseProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.firstLine = CompletableFuture.supplyAsync(() -> readLine(process.inputReader()));
  }

  static GatehouseProcess run(String... arguments) throws IOException {
    return run(SourceTree.ROOT, Map.of(), arguments);
  }

  static GatehouseProcess run(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    Path errors = Files.createTempFile("gatehouse-it", ".err");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
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

  private static String readLine(BufferedReader output) {
    try {
      String line = output.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }

  /** The first line of its output; empty where it ended without one. */
  String firstLine() throws InterruptedException, ExecutionException, TimeoutException {
    return firstLine(PATIENCE);
  }

  /** The same, of what takes its time. */
  String firstLine(Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    return firstLine.get(patience.toSeconds(), TimeUnit.SECONDS);
  }

  /** The next line of its output that has this text. */
  String lineWith(String text) throws InterruptedException, ExecutionException, TimeoutException {
    String first = firstLine();
    if (first.contains(text)) {
      return first;
    }
    return CompletableFuture.supplyAsync(() -> readUntil(process.inputReader(), text))
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String readUntil(BufferedReader output, String text) {
    String line = readLine(output);
    while (!line.isEmpty() && !line.contains(text)) {
      line = readLine(output);
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
