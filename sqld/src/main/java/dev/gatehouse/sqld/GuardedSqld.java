package dev.gatehouse.sqld;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of sqld under a shell that ends it when its owner is gone, however it went.
 *
 * <p>The shell holds the reading end of a pipe whose other end its owner has: the JVM that launched
 * it, and any that adopted it since. Nobody but the shell ends sqld, and nobody here kills the
 * shell.
 */
final class GuardedSqld {
  private static final String GUARD = script();

  /** Keeps what is meant for its owner from the shell: Ctrl-C, and signals to a whole group. */
  private static final String APART =
      "command -v setsid >/dev/null && exec setsid /bin/sh -c \"$@\"; exec /bin/sh -c \"$@\"";

  private static final Logger LOG = LoggerFactory.getLogger(GuardedSqld.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration KILLED_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final int UNKNOWN = -1;
  private static final List<String> HANDED_DOWN = List.of("PATH", "HOME", "LANG", "TMPDIR");

  private final ProcessHandle guard;
  private final OutputStream orders;
  private final Thread reader;
  private final IntSupplier exitCode;

  private GuardedSqld(
      ProcessHandle guard, OutputStream orders, Thread reader, IntSupplier exitCode) {
    this.guard = guard;
    this.orders = orders;
    this.reader = reader;
    this.exitCode = exitCode;
  }

  static GuardedSqld launch(SqldSettings settings, Ports ports, Path tokenKey, SqldLog log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", APART, "sqld-guard", GUARD, "sqld-guard"));
    command.add(Integer.toString(settings.openFilesMax()));
    command.add(settings.binary().toString());
    command.addAll(flags(settings, ports, tokenKey));
    if (!settings.replication().isEmpty()) {
      command.add("--enable-bottomless-replication");
    }
    var builder =
        new ProcessBuilder(command).directory(settings.folder().toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    Map<String, String> ours = Map.copyOf(environment);
    environment.clear();
    for (String name : HANDED_DOWN) {
      if (ours.containsKey(name)) {
        environment.put(name, ours.get(name));
      }
    }
    environment.put("RUST_LOG", ours.getOrDefault("RUST_LOG", "info"));
    // sqld recurses over SQL: a long chain of operators ends a process with the usual stack.
    environment.put("RUST_MIN_STACK", "268435456");
    environment.put("LIBSQL_ADMIN_AUTH_KEY", settings.adminKey());
    environment.putAll(settings.replication());
    Process process = builder.start();
    OutputStream orders = process.getOutputStream();
    return new GuardedSqld(
        process.toHandle(),
        orders,
        follow(process.getInputStream(), log, orders),
        () -> process.onExit().join().exitValue());
  }

  private static Thread follow(InputStream output, SqldLog log, OutputStream orders) {
    return Thread.ofPlatform()
        .daemon()
        .name("sqld-log")
        .start(
            () -> {
              try {
                log.follow(output);
              } finally {
                order(orders, "end");
              }
            });
  }

  /** Takes over one that another process launched, and that lives on while either is there. */
  static GuardedSqld adopt(ProcessHandle guard, SqldLog log) throws IOException {
    var orders = new FileOutputStream(stream(guard, 0).toFile());
    try {
      Path output = output(guard);
      Thread reader = follow(new FileInputStream(output.toFile()), log, orders);
      return new GuardedSqld(guard, orders, reader, () -> UNKNOWN);
    } catch (IOException e) {
      orders.close();
      throw e;
    }
  }

  /** What the sqld under a guard prints. */
  private static Path output(ProcessHandle guard) throws IOException {
    for (ProcessHandle child : guard.children().toList()) {
      Path output = stream(child, 1);
      if (Files.readSymbolicLink(output).toString().startsWith("pipe:")) {
        return output;
      }
    }
    throw new IOException("its guard has no sqld");
  }

  private static Path stream(ProcessHandle process, int number) {
    return Path.of("/proc/%d/fd/%d".formatted(process.pid(), number));
  }

  private static List<String> flags(SqldSettings settings, Ports ports, Path tokenKey) {
    return List.of(
        "--no-welcome",
        "--db-path",
        settings.folder().resolve("db").toString(),
        "--enable-namespaces",
        "--disable-default-namespace",
        "--http-listen-addr",
        "127.0.0.1:" + ports.http(),
        "--admin-listen-addr",
        "127.0.0.1:" + ports.admin(),
        "--auth-jwt-key-file",
        tokenKey.toString(),
        "--max-active-namespaces",
        Integer.toString(settings.activeNamespacesMax()),
        "--max-concurrent-connections",
        Integer.toString(settings.connectionsMax()),
        "--max-concurrent-requests",
        Integer.toString(settings.requestsMax()),
        "--shutdown-timeout",
        Long.toString(Math.max(1, settings.shutdownTimeout().toSeconds())));
  }

  private static String script() {
    try (InputStream in = GuardedSqld.class.getResourceAsStream("guard.sh")) {
      if (in == null) {
        throw new IllegalStateException("guard.sh is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcessHandle handle() {
    return guard;
  }

  boolean isAlive() {
    return !ProcessStat.hasEnded(guard);
  }

  /** How it ended; -1 where only the process that launched it can know. */
  int exitCode() {
    return exitCode.getAsInt();
  }

  void awaitEnd() throws InterruptedException {
    // Its output ends with it, and nobody has to ask again and again whether it is there.
    reader.join();
    while (!endsWithin(PATIENCE)) {
      LOG.debug("sqld says nothing more and is still there");
    }
  }

  boolean endsWithin(Duration bound) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    while (!ProcessStat.hasEnded(guard)) {
      if (System.nanoTime() >= end) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }

  /** Waits until all that an ended sqld printed has reached the log. */
  void awaitLastWords() throws InterruptedException {
    reader.join(PATIENCE);
  }

  /** Ends sqld politely, and by force after this long. */
  void stop(Duration timeout) throws InterruptedException {
    order("term");
    if (!endsWithin(PATIENCE)) {
      // sqld loses a signal that comes in its first moments.
      order("term");
      if (!endsWithin(timeout)) {
        kill();
      }
    }
  }

  void kill() throws InterruptedException {
    giveUp();
    if (!endsWithin(KILLED_WITHIN)) {
      LOG.error("sqld has not ended yet; its guard ends it");
    }
  }

  /** Has sqld killed, and does not wait for that. */
  void giveUp() {
    order("kill");
  }

  private void order(String signal) {
    order(orders, signal);
  }

  private static void order(OutputStream orders, String signal) {
    try {
      orders.write((signal + "\n").getBytes(StandardCharsets.US_ASCII));
      orders.flush();
    } catch (IOException e) {
      LOG.debug("the guard of sqld has ended");
    }
  }
}
