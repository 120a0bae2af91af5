package dev.gatehouse.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that is deleted with all that is in it.
 *
 * @param path where it is
 */
public record ThrowawayFolder(Path path) implements AutoCloseable {

  public static ThrowawayFolder create(String purpose) throws IOException {
    return new ThrowawayFolder(Files.createTempDirectory("gatehouse-" + purpose));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> walk = Files.walk(path)) {
      for (Path inside : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(inside);
      }
    }
  }
}
