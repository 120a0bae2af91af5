package dev.gatehouse.sqld;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A note in sqld's folder of the process that runs on it, so that two never do.
 *
 * <p>After a crash the process of the last run may still be ending: it is waited for.
 */
final class FolderClaim {
  private static final Duration ENDING_MAX = Duration.ofSeconds(4);

  private final Path note;

  FolderClaim(Path folder) {
    this.note = folder.resolve("sqld.pid");
  }

  void awaitFree() throws SqldUnavailableException, InterruptedException {
    Optional<ProcessHandle> other = holder();
    if (other.isEmpty()) {
      return;
    }
    try {
      other.get().onExit().get(ENDING_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new SqldUnavailableException(
          "Another Gatehouse runs an sqld on %s: stop it, or choose another data folder."
              .formatted(note.getParent()),
          e);
    }
  }

  void take(ProcessHandle runner) throws IOException {
    Files.writeString(note, describe(runner));
  }

  /** The process that runs on the folder, if there is one. */
  Optional<ProcessHandle> holder() {
    try {
      String said = Files.readString(note);
      long pid = Long.parseLong(said.substring(0, said.indexOf(' ')));
      return ProcessHandle.of(pid).filter(process -> describe(process).equals(said));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException noNote) {
      return Optional.empty();
    }
  }

  /** Numbers of processes come again; together with the instant of their start they do not. */
  private static String describe(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Object::toString).orElse("");
  }
}
