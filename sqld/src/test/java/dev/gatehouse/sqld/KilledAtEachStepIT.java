package dev.gatehouse.sqld;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who is killed at which step of a start, and that no sqld is left.
 *
 * <p>Programs that the guard runs on its way stand still at a gate, so that each step can be met.
 */
class KilledAtEachStepIT {
  private static final List<String> STEPS = List.of("setsid", "setpriv", "sqld");

  enum Victim {
    OWNER,
    GUARD,
    BOTH,
    GROUP
  }

  @TempDir Path folder;
  private RandomAccessFile gate;

  @BeforeEach
  void makeGate() throws Exception {
    Path path = folder.resolve("gate");
    new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor();
    // Open at both ends, it keeps nobody waiting on this side.
    gate = new RandomAccessFile(path.toFile(), "rw");
    standIn("setsid");
    standIn("setpriv");
    stubbornSqld();
  }

  /** Stands still where it is the program of this step, and does what the real one does. */
  private void standIn(String name) throws IOException {
    program(
        name,
        """
        #!/bin/sh
        case "$* $(cat '%2$s/step')" in
          *' true '*) ;;
          *' %1$s') echo "$$" >'%2$s/waiting.new'; mv '%2$s/waiting.new' '%2$s/waiting'
            read -r _ <'%2$s/gate' ;;
        esac
        PATH=${PATH#'%2$s:'}
        exec %1$s "$@"
        """
            .formatted(name, folder));
  }

  /** Does not end by itself. */
  private void stubbornSqld() throws IOException {
    program(
        "sqld",
        """
        #!/bin/sh
        trap '' TERM
        echo "$$" >'%1$s/waiting.new'; mv '%1$s/waiting.new' '%1$s/waiting'
        while :; do sleep 0.1; done
        """
            .formatted(folder));
  }

  @AfterEach
  void closeGate() throws IOException {
    gate.close();
  }

  private void program(String name, String text) throws IOException {
    Path program = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  static Stream<Arguments> stepsAndVictims() {
    return STEPS.stream()
        .flatMap(step -> Stream.of(Victim.values()).map(victim -> Arguments.of(step, victim)));
  }

  @ParameterizedTest
  @MethodSource("stepsAndVictims")
  void noSqldIsLeft(String step, Victim victim) throws Exception {
    Files.writeString(folder.resolve("step"), step);
    Path waiting = folder.resolve("waiting");
    Owner owner = Owner.run(folder, folder.resolve("data"), folder.resolve("sqld"));
    Family.await(() -> Files.exists(waiting), "the step " + step);
    ProcessHandle guard = owner.process().children().findFirst().orElseThrow();

    switch (victim) {
      case OWNER -> owner.kill();
      case GUARD -> guard.destroyForcibly();
      case BOTH -> {
        guard.destroyForcibly();
        owner.kill();
      }
      case GROUP -> {
        owner.signalAll("TERM");
        owner.signalAll("KILL");
      }
    }
    gate.write("go\n".getBytes(StandardCharsets.UTF_8));

    new Family(folder).awaitEnd();
  }
}
