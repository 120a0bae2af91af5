package dev.gatehouse.app.handover;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Starts a successor of this process at somebody's wish, and says how it goes. */
public final class Upgrade {
  /** What is asked, before so many seconds. */
  public static final String ASKED = "upgrade ";

  /** Something begins. */
  public static final String STEP = "step ";

  /** The successor serves, and this process is about to end. */
  public static final String DONE = "done ";

  /** It came to nothing; why. */
  public static final String FAILED = HandoverDesk.FAILED;

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration KILL_AFTER = Duration.ofSeconds(5);

  private final Wire wire;
  private final List<String> command;
  private final AtomicReference<@Nullable Succession> succession;

  Upgrade(Wire wire, List<String> command, AtomicReference<@Nullable Succession> succession) {
    this.wire = wire;
    this.command = command;
    this.succession = succession;
  }

  void run(Duration bound) throws IOException, InterruptedException {
    if (succession.get() != null) {
      wire.send(FAILED + "another Gatehouse is taking over already");
      return;
    }
    Process successor;
    try {
      successor =
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      wire.send(FAILED + "the new Gatehouse cannot be started: " + e.getMessage());
      return;
    }
    wire.send(STEP + "Starting the new Gatehouse (process " + successor.pid() + ")");
    follow(successor, System.nanoTime() + bound.toNanos(), bound);
  }

  private void follow(Process successor, long end, Duration bound)
      throws IOException, InterruptedException {
    @Nullable Succession seen = null;
    while (true) {
      Succession now = succession.get();
      seen = now == null ? seen : now;
      if (seen != null && seen.over().getNow(false)) {
        wire.send(STEP + "The old one finishes what is under way");
        wire.send(DONE + successor.pid());
        // The line is cut when this process has ended.
        successor.waitFor();
        return;
      }
      if (successor.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        String why = seen == null ? "its log says why" : seen.why();
        wire.send(
            FAILED
                + "the new Gatehouse ended with code %d before it was ready (%s); the old one stays"
                    .formatted(successor.exitValue(), why));
        return;
      }
      if (System.nanoTime() > end && (seen == null || seen.abandon())) {
        end(successor);
        wire.send(
            FAILED
                + "the new Gatehouse was not ready within %d seconds and ended; the old one stays"
                    .formatted(bound.toSeconds()));
        return;
      }
    }
  }

  private static void end(Process successor) throws InterruptedException {
    successor.destroy();
    if (!successor.waitFor(KILL_AFTER.toSeconds(), TimeUnit.SECONDS)) {
      successor.destroyForcibly();
    }
  }
}
