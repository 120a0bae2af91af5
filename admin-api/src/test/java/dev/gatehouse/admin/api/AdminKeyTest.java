package dev.gatehouse.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secret of the admin API. */
final class AdminKeyTest {

  @Test
  void isMadeOnceAndReadableByItsOwnerOnly(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("data/admin.key");
    AdminKey made = AdminKey.loadOrCreate(file);
    AdminKey found = AdminKey.loadOrCreate(file);
    assertEquals(made.reveal(), found.reveal());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var files = Files.list(folder.resolve("data"))) {
      assertEquals(List.of(file), files.toList());
    }
    assertFalse(made.isConfigured());
    assertNotEquals(made.reveal(), AdminKey.loadOrCreate(folder.resolve("other.key")).reveal());
  }

  @Test
  void matchesItselfAlone() {
    AdminKey key = AdminKey.configured("0123456789abcdef");
    assertTrue(key.isConfigured());
    assertTrue(key.matches("0123456789abcdef"));
    for (String other : List.of("", "0123456789abcde", "0123456789abcdef0", "0123456789abcdeF")) {
      assertFalse(key.matches(other), other);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "too-short", "with a space inside", "wéll-known-secret"})
  void refusesWhatIsNoKeyAndDoesNotRepeatIt(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> AdminKey.configured(text));
    assertEquals(
        "not usable as an admin key (expected: 16..512 visible ASCII characters)",
        refused.getMessage());
  }

  @Test
  void namesTheFileThatHoldsNoKey(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("admin.key"), "\n");
    var refused = assertThrows(IOException.class, () -> AdminKey.loadOrCreate(file));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(file + ": not usable"));
  }

  @Test
  void doesNotPrintItself() {
    assertEquals("***", AdminKey.configured("0123456789abcdef").toString());
  }
}
