package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeakCheckIT {
  @Test
  void failsTheClassThatLosesABuffer() throws Exception {
    Run run = run("true");
    assertEquals(LossyRun.CLASS_FAILED, run.exitCode(), run.said());
    assertTrue(run.said().contains("LEAK: ByteBuf was lost"), run.said());
    assertTrue(run.said().contains("LosesABuffer.forgetsToRelease"), run.said());
  }

  @Test
  void endsTheJvmInFailureWhenOnlyTheLastLookFindsIt() throws Exception {
    Run run = run("false");
    assertEquals(LastLeakCheck.EXIT_CODE, run.exitCode(), run.said());
    assertTrue(run.said().contains("LosesABuffer.forgetsToRelease"), run.said());
  }

  private record Run(int exitCode, String said) {}

  private static Run run(String hasExtensions) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dio.netty.leakDetection.level=paranoid",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                LossyRun.class.getName(),
                hasExtensions)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return new Run(process.exitValue(), said);
  }
}
