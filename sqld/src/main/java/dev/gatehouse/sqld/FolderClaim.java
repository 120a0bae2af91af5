package dev.gatehouse.sqld;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/**
 * A note in sqld's folder of the process that runs on it, so that two never do.
 *
 * <p>After a crash the process of the last run may still be ending: it is waited for.
 */
final class FolderClaim {
  private static final Duration ENDING_MAX = Duration.ofSeconds(4);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final Path note;

  FolderClaim(Path folder) {
    this.note = folder.resolve("sqld.pid");
  }

  void awaitFree() throws SqldUnavailableException, InterruptedException {
    long end = System.nanoTime() + ENDING_MAX.toNanos();
    while (holder().isPresent()) {
      if (System.nanoTime() - end > 0) {
        throw new SqldUnavailableException(
            "Another Gatehouse runs an sqld on %s: stop it, or choose another data folder."
                .formatted(note.getParent()));
      }
      // The JDK looks after processes that are not its own every third of a second.
      Thread.sleep(LOOK_AGAIN);
    }
  }

  void take(ProcessHandle runner) throws IOException {
    Path draft = note.resolveSibling("sqld.pid.draft");
    Files.writeString(draft, describe(runner));
    Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The process that runs on the folder, if there is one. */
  Optional<ProcessHandle> holder() {
    try {
      String said = Files.readString(note);
      long pid = Long.parseLong(said.substring(0, said.indexOf(' ')));
      return ProcessHandle.of(pid)
          .filter(process -> isOf(said, process) && !ProcessStat.hasEnded(process));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException noNote) {
      return Optional.empty();
    }
  }

  /** Numbers of processes come again; together with the instant of their start they do not. */
  private static String describe(ProcessHandle process) {
    return ProcessStat.of(process)
        .flatMap(stat -> boot().map(boot -> process.pid() + " " + stat.startTicks() + " " + boot))
        .orElseGet(() -> describeByClock(process));
  }

  /** Which run of the machine this is. */
  private static Optional<String> boot() {
    try {
      return Optional.of(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
    } catch (IOException noProc) {
      return Optional.empty();
    }
  }

  /** After a step of the clock another JVM has another instant for the same process. */
  private static String describeByClock(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Object::toString).orElse("");
  }

  private static boolean isOf(String said, ProcessHandle process) {
    // An older Gatehouse, whose sqld may be about to be taken over, went by the clock.
    return said.equals(describe(process)) || said.equals(describeByClock(process));
  }
}
