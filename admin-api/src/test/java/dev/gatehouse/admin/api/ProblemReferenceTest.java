package dev.gatehouse.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The codes of the admin API in {@code docs/errors.md} against the sources. */
class ProblemReferenceTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Path PAGE = Path.of("..", "docs", "errors.md");
  private static final Pattern PROBLEM =
      Pattern.compile("\\bof\\(\\s*(\\d{3}),\\s*\"[^\"]+\",\\s*\"([a-z-]+)\"");
  private static final Pattern UNPROCESSABLE = Pattern.compile("unprocessable\\(\"([a-z-]+)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\|");

  @Test
  void thePageHasEveryCodeWithItsStatus() throws IOException {
    Set<String> inSources = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ProblemReferenceTest::read)
          .forEach(
              text -> {
                PROBLEM
                    .matcher(text)
                    .results()
                    .forEach(found -> inSources.add(found.group(2) + " " + found.group(1)));
                UNPROCESSABLE
                    .matcher(text)
                    .results()
                    .forEach(found -> inSources.add(found.group(1) + " 422"));
              });
    }
    assertFalse(inSources.isEmpty());

    Set<String> onPage =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .collect(Collectors.toCollection(TreeSet::new));

    inSources.removeAll(onPage);
    assertEquals(Set.of(), inSources);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
