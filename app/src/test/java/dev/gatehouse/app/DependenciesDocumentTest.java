package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/dependencies.md} against the root POM. */
class DependenciesDocumentTest {
  private static final Pattern MANAGED =
      Pattern.compile("<dependencyManagement>.*</dependencyManagement>", Pattern.DOTALL);
  private static final Pattern EXCLUSIONS =
      Pattern.compile("<exclusions>.*?</exclusions>", Pattern.DOTALL);
  private static final Pattern LIBRARY =
      Pattern.compile("<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");

  @Test
  void givesAReasonForEveryLibrary() {
    String document = SourceTree.read("docs/dependencies.md");

    List<String> unexplained =
        libraries().filter(library -> !document.contains("| `" + library + "` | ")).toList();

    assertEquals(List.of(), unexplained);
  }

  @Test
  void speaksOfNoLibraryThatIsGone() {
    List<String> known = new ArrayList<>(libraries().toList());
    known.add("junit-jupiter");

    List<String> gone =
        Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE)
            .matcher(SourceTree.read("docs/dependencies.md"))
            .results()
            .map(line -> line.group(1))
            .filter(library -> !known.contains(library))
            .toList();

    assertEquals(List.of(), gone);
  }

  private static Stream<String> libraries() {
    String managed =
        MANAGED
            .matcher(SourceTree.read("pom.xml"))
            .results()
            .map(MatchResult::group)
            .findFirst()
            .orElseThrow();
    return LIBRARY
        .matcher(EXCLUSIONS.matcher(managed).replaceAll(""))
        .results()
        .filter(library -> !library.group(1).equals("dev.gatehouse"))
        .map(library -> library.group(2));
  }
}
