package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerIsGoneIT {
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;

  @Test
  void nothingOutlivesAKilledJvm() throws Exception {
    Process owner = owner();
    List<ProcessHandle> family = owner.descendants().toList();
    owner.destroyForcibly();
    assertEquals(KILLED, end(owner));
    assertAllEnd(family);
  }

  @Test
  void nothingOutlivesATerminatedJvm() throws Exception {
    Process owner = owner();
    List<ProcessHandle> family = owner.descendants().toList();
    owner.toHandle().destroy();
    assertEquals(TERMINATED, end(owner));
    assertAllEnd(family);
  }

  @Test
  void nothingOutlivesAJvmThatReturnsFromMain() throws Exception {
    Process owner = owner();
    List<ProcessHandle> family = owner.descendants().toList();
    owner.getOutputStream().close();
    assertEquals(0, end(owner));
    assertAllEnd(family);
  }

  @Test
  void sqldEndsWithTheJvmEvenWhenItsGuardWasKilledFirst() throws Exception {
    Process owner = owner();
    List<ProcessHandle> family = owner.descendants().toList();
    owner.children().forEach(ProcessHandle::destroyForcibly);
    owner.destroyForcibly();
    end(owner);
    assertAllEnd(family);
  }

  private Process owner() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OwnerOfSqld.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = owner.inputReader();
    String line = said.readLine();
    while (line != null && !line.equals("ready")) {
      line = said.readLine();
    }
    assertEquals("ready", line);
    assertTrue(owner.descendants().count() >= 3, "a guard, its watch and sqld");
    return owner;
  }

  private static int end(Process owner) throws InterruptedException {
    assertTrue(owner.waitFor(20, TimeUnit.SECONDS));
    return owner.exitValue();
  }

  private static void assertAllEnd(List<ProcessHandle> family) throws Exception {
    for (ProcessHandle process : family) {
      process.onExit().get(10, TimeUnit.SECONDS);
    }
  }
}
