package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GuardedSqldTest {
  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void hasEndedWhetherOrNotTheParentOfAnAdoptedOneAskedHow() throws Exception {
    // What stands for sqld ends at the first order.
    Process negligent =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec 3<&0; sh -c 'head -n 1 | cat' <&3 >/dev/null & echo $!; exec sleep 60 3<&-")
            .start();
    try (var said = negligent.inputReader()) {
      ProcessHandle guard = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      Family.await(() -> guard.children().count() == 2, "the children of the guard");
      var adopted = GuardedSqld.adopt(guard, new SqldLog());
      assertTrue(adopted.isAlive());
      adopted.giveUp();
      adopted.awaitEnd();
      assertFalse(adopted.isAlive());
      assertTrue(guard.isAlive(), "somebody asked");
    } finally {
      negligent.destroyForcibly();
    }
  }
}
