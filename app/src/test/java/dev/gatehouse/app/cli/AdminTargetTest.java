package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTargetTest {
  @Test
  void readsTheKeyFromAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key");
    Files.writeString(file, "gh_key\n");

    assertEquals("gh_key", AdminTarget.key(Map.of("GATEHOUSE_ADMIN_KEY_FILE", file.toString())));
  }

  @Test
  void wantsAKeyWithTheAddress() {
    var failure = assertThrows(CommandFailure.class, () -> AdminTarget.key(Map.of()));

    assertEquals(ExitCode.WRONG_USE, failure.exitCode());
    assertTrue(String.valueOf(failure.getMessage()).contains("GATEHOUSE_ADMIN_KEY"));
  }

  @Test
  void namesAFileThatCannotBeRead() {
    var nowhere = Map.of("GATEHOUSE_ADMIN_KEY_FILE", "/nowhere/key");

    var failure = assertThrows(CommandFailure.class, () -> AdminTarget.key(nowhere));

    assertTrue(String.valueOf(failure.getMessage()).contains("/nowhere/key"));
  }

  @Test
  void doesNotRepeatWhatIsNoKey() {
    var broken = Map.of("GATEHOUSE_ADMIN_KEY", "secret\nsecret");

    var failure = assertThrows(CommandFailure.class, () -> AdminTarget.key(broken));

    assertFalse(String.valueOf(failure.getMessage()).contains("secret"));
  }
}
