package dev.gatehouse.admin.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SqliteLibraryTest {
  private static final String FOLDER = "org.sqlite.lib.path";

  @TempDir Path folder;

  private @Nullable String before;

  @BeforeEach
  void forget() {
    before = System.clearProperty(FOLDER);
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(FOLDER);
    } else {
      System.setProperty(FOLDER, before);
    }
  }

  @Test
  void isUnpackedOnceAndFoundAgain() throws Exception {
    SqliteLibrary.keepIn(folder);
    Path kept = Path.of(System.getProperty(FOLDER));
    assertEquals(folder, kept.getParent());
    List<Path> files = files(kept);
    assertEquals(1, files.size(), files::toString);
    String packed =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + files.getFirst().getFileName();
    try (var resource = SQLiteJDBCLoader.class.getResourceAsStream(packed)) {
      assertArrayEquals(
          Objects.requireNonNull(resource).readAllBytes(), Files.readAllBytes(files.getFirst()));
    }
    var written = Files.getLastModifiedTime(files.getFirst());

    System.clearProperty(FOLDER);
    SqliteLibrary.keepIn(folder);
    assertEquals(kept.toString(), System.getProperty(FOLDER));
    assertEquals(written, Files.getLastModifiedTime(files.getFirst()));
  }

  @Test
  void leavesTheChoiceOfSomebodyElse() throws Exception {
    System.setProperty(FOLDER, "elsewhere");
    SqliteLibrary.keepIn(folder);
    assertEquals("elsewhere", System.getProperty(FOLDER));
    assertEquals(List.of(), files(folder));
  }

  @Test
  void isLeftToTheDriverWhereItCannotBeKept() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    SqliteLibrary.keepIn(file);
    assertEquals(null, System.getProperty(FOLDER));
  }

  private static List<Path> files(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
