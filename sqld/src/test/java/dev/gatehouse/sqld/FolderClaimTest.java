package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderClaimTest {
  @TempDir private Path folder;

  @Test
  void isFreeOnceItsHolderHasEndedWhetherOrNotAnybodyAskedHow() throws Exception {
    var claim = new FolderClaim(folder);
    Process negligent =
        new ProcessBuilder(
                "sh", "-c", "exec 3<&0; cat <&3 >/dev/null & echo $!; exec sleep 60 3<&-")
            .start();
    try (var said = negligent.inputReader()) {
      ProcessHandle holder = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      claim.take(holder);
      assertEquals(Optional.of(holder), claim.holder());
      negligent.getOutputStream().close();
      claim.awaitFree();
      assertTrue(holder.isAlive(), "somebody asked");
    } finally {
      negligent.destroyForcibly();
    }
  }

  @Test
  void knowsItsHolderWhateverTheClockSays() throws Exception {
    var claim = new FolderClaim(folder);
    ProcessHandle holder = ProcessHandle.current();
    claim.take(holder);
    String started = holder.info().startInstant().orElseThrow().toString();
    assertFalse(Files.readString(folder.resolve("sqld.pid")).contains(started));
    assertEquals(Optional.of(holder), claim.holder());
  }

  @Test
  void knowsTheHolderThatAnOlderGatehouseNoted() throws Exception {
    ProcessHandle holder = ProcessHandle.current();
    String note = holder.pid() + " " + holder.info().startInstant().orElseThrow();
    Files.writeString(folder.resolve("sqld.pid"), note);
    assertEquals(Optional.of(holder), new FolderClaim(folder).holder());
  }

  @Test
  void isFreeWhereAnotherProcessHasTheNumberByNow() throws Exception {
    var claim = new FolderClaim(folder);
    ProcessHandle holder = ProcessHandle.current();
    claim.take(holder);
    Path path = folder.resolve("sqld.pid");
    Files.writeString(path, Files.readString(path).replaceFirst(" \\d+ ", " 1 "));
    assertEquals(Optional.empty(), claim.holder());
  }
}
