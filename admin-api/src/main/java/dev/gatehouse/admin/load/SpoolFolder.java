package dev.gatehouse.admin.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of files that are on their way in or out; none of them outlives the process. */
public final class SpoolFolder {
  private static final String PREFIX = "spool-";

  private final Path folder;

  private SpoolFolder(Path folder) {
    this.folder = folder;
  }

  /** Takes the folder, makes it where there is none, and removes what a killed process left. */
  public static SpoolFolder open(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> left =
          files.filter(file -> file.getFileName().toString().startsWith(PREFIX)).toList();
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
    return new SpoolFolder(folder);
  }

  /** The same of a folder that another process uses too: nothing is removed. */
  public static SpoolFolder share(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new SpoolFolder(folder);
  }

  /** A new, empty file that only this user can read. */
  public Path newFile() throws IOException {
    return Files.createTempFile(folder, PREFIX, "");
  }
}
