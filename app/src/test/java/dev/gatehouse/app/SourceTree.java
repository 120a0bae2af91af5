package dev.gatehouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the repository, without what builds leave in it. */
public final class SourceTree {
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "data");

  public static final Path ROOT = root();

  private SourceTree() {}

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("gatehouse"))) {
      folder = Objects.requireNonNull(folder.getParent(), "not in the source tree");
    }
    return folder;
  }

  static List<Path> files(String ending) {
    try (Stream<Path> walk = Files.walk(ROOT)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .filter(SourceTree::isOurs)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of a folder whose paths below it look like this. */
  static List<Path> in(String folder, String pattern) {
    Path top = ROOT.resolve(folder);
    return files("").stream()
        .filter(file -> file.startsWith(top))
        .filter(file -> top.relativize(file).toString().matches(pattern))
        .sorted()
        .toList();
  }

  private static boolean isOurs(Path file) {
    for (Path part : ROOT.relativize(file)) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String file) {
    return read(ROOT.resolve(file));
  }
}
