package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  private static final RunFile RUNNING =
      new RunFile("http://a", "ws://a", "secret-token", "demo", "http://b", "secret-key", "c", 7);

  @TempDir private Path data;

  @Test
  void isReadAsItWasWritten() throws Exception {
    RUNNING.write(data);

    assertEquals(Optional.of(RUNNING), RunFile.read(data));
  }

  @Test
  void isForItsOwnerOnly() throws Exception {
    RUNNING.write(data);

    var permissions = Files.getPosixFilePermissions(data.resolve("dev.json"));
    assertEquals("rw-------", PosixFilePermissions.toString(permissions));
  }

  @Test
  void isNothingWhereItIsMissingOrBroken() throws Exception {
    assertEquals(Optional.empty(), RunFile.read(data));
    Files.writeString(data.resolve("dev.json"), "{");
    assertEquals(Optional.empty(), RunFile.read(data));
  }

  @Test
  void isOneLineOfJson() {
    assertEquals(1, RUNNING.toJson().lines().count());
  }

  @Test
  void showsNoSecretInLogs() {
    assertFalse(RUNNING.toString().contains("secret"));
  }
}
