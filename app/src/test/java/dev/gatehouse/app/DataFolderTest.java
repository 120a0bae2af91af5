package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path folder;

  @Test
  void isMadeWhereThereIsNone() throws Exception {
    Path data = folder.resolve("deep/data");

    DataFolder.open(data).close();

    assertTrue(Files.isDirectory(data));
  }

  @Test
  void isNobodyElsesOnTheMachine() throws Exception {
    Path data = folder.resolve("data");

    DataFolder.open(data).close();

    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
  }

  @Test
  void belongsToOneAtATime() throws Exception {
    try (var first = DataFolder.open(folder)) {
      var refused = assertThrows(StartException.class, () -> DataFolder.open(folder));
      assertTrue(String.valueOf(refused.getMessage()).contains("in use"), first::toString);
    }

    DataFolder.open(folder).close();
  }

  @Test
  void saysThatItCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    var refused = assertThrows(StartException.class, () -> DataFolder.open(file.resolve("data")));

    assertTrue(String.valueOf(refused.getMessage()).startsWith("cannot write"));
  }
}
