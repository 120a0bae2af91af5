package dev.gatehouse.sqld;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of sqld under a shell that ends it when this JVM is gone, however it went.
 *
 * <p>The shell holds the reading end of a pipe whose other end is here alone.
 */
final class GuardedSqld {
  private static final String GUARD = script();
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final List<String> HANDED_DOWN = List.of("PATH", "HOME", "LANG", "TMPDIR");

  private final Process process;
  private final Thread reader;

  private GuardedSqld(Process process, Thread reader) {
    this.process = process;
    this.reader = reader;
  }

  static GuardedSqld launch(SqldSettings settings, Ports ports, Path tokenKey, SqldLog log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", GUARD, "sqld-guard"));
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
    Thread reader =
        Thread.ofPlatform()
            .daemon()
            .name("sqld-log")
            .start(() -> log.follow(process.getInputStream()));
    return new GuardedSqld(process, reader);
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
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  boolean endsWithin(Duration bound) throws InterruptedException {
    return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
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
    order("kill");
    if (!endsWithin(PATIENCE)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void order(String signal) {
    try {
      process.getOutputStream().write((signal + "\n").getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
    } catch (IOException alreadyGone) {
      process.destroy();
    }
  }
}
