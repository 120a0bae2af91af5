package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
