package dev.gatehouse.sqld;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The processes of this machine whose command names a folder, whoever launched them. */
record Family(Path folder) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  List<ProcessHandle> members() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> names(process, folder.toString()))
        .toList();
  }

  private static boolean names(ProcessHandle process, String text) {
    return Arrays.toString(process.info().arguments().orElse(new String[0])).contains(text);
  }

  /** The one whose command has this text as well. */
  ProcessHandle member(String text) {
    return members().stream().filter(process -> names(process, text)).findFirst().orElseThrow();
  }

  void awaitEnd() {
    await(() -> members().isEmpty(), "the end of all in " + folder);
  }

  static void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not seen in " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
