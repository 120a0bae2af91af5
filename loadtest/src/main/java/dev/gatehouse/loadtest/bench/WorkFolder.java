package dev.gatehouse.loadtest.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The bench's own folder: configurations, data, logs, and the list of what it has started, by which
 * the script around it ends what is left should this process be killed.
 */
final class WorkFolder implements AutoCloseable {
  private static final Duration TO_END = Duration.ofSeconds(15);
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);

  private final Path root;
  private final Deque<Process> running = new ArrayDeque<>();

  WorkFolder(Path root) {
    this.root = root;
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /** Writes a file and says where it is. */
  Path write(String name, String text) throws IOException {
    Path file = path(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Copies a file with its permissions. */
  void copy(Path from, String to) throws IOException {
    Files.createDirectories(path(to).getParent());
    Files.copy(from, path(to), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Starts a process that runs until this folder is closed; its output goes to a log here. */
  synchronized Child start(String name, Map<String, String> environment, List<String> command)
      throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("GATEHOUSE_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    running.push(process);
    register(process.pid());
    return new Child(name, process.pid());
  }

  /** Enters a process into the list of what must not outlive the bench. */
  void register(long pid) throws IOException {
    String entry = "%d %s%n".formatted(pid, ProcessorTime.startOf(pid));
    Files.writeString(path("pids"), entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Path log(String name) {
    return path(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".log");
  }

  /** Waits until a process serves; says what it logged where it ends, or does not. */
  void await(Child child, BooleanSupplier serves) throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_ANSWER.toNanos();
    while (!serves.getAsBoolean()) {
      boolean alive = ProcessHandle.of(child.pid()).map(ProcessHandle::isAlive).orElse(false);
      if (!alive || System.nanoTime() > end) {
        throw new IOException(
            "%s does not serve; its log says:%n%s"
                .formatted(child.name(), Files.readString(log(child.name()))));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** A loopback port that nobody listened on a moment ago. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** Ends what was started, the last one first. */
  @Override
  public synchronized void close() {
    try {
      while (!running.isEmpty()) {
        Process process = running.pop();
        process.destroy();
        if (!process.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      running.forEach(Process::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
