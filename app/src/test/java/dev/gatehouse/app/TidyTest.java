package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler and the formatter do not see. */
class TidyTest {
  private static final int FILE_LINES_MAX = 400;
  private static final int LINE_MAX = 100;
  private static final int README_LINES_MAX = 150;

  /** Written in two halves, so that this file is clean itself. */
  private static final Pattern UNFINISHED = Pattern.compile("TO" + "DO|FIX" + "ME");

  private static final Pattern SKIPPED =
      Pattern.compile(
          "@Dis" + "abled|@Ign" + "ore|Assump" + "tions|assume" + "(True|False|That)\\(");
  private static final Pattern SLEEP = Pattern.compile("Thread\\.sl" + "eep");

  @Test
  void noFileIsTooLong() {
    assertNone(java().filter(file -> lines(file).size() > FILE_LINES_MAX));
  }

  @Test
  void noLineIsTooLong() {
    assertNone(
        main()
            .filter(file -> !file.endsWith("package-info.java"))
            .filter(file -> lines(file).stream().anyMatch(TidyTest::isTooLong)));
  }

  /** An import cannot be broken. */
  private static boolean isTooLong(String line) {
    return line.length() > LINE_MAX && !line.startsWith("import ");
  }

  @Test
  void everyMainPackageSaysWhatItIs() {
    assertNone(
        main()
            .map(file -> file.resolveSibling("package-info.java"))
            .distinct()
            .filter(info -> !Files.exists(info) || !SourceTree.read(info).contains("@NullMarked")));
  }

  @Test
  void nothingIsLeftUnfinished() {
    assertNone(java().filter(file -> UNFINISHED.matcher(SourceTree.read(file)).find()));
  }

  @Test
  void noTestIsSkipped() {
    assertNone(java().filter(file -> SKIPPED.matcher(SourceTree.read(file)).find()));
  }

  @Test
  void noTestSleeps() {
    assertNone(
        java()
            .filter(file -> file.toString().contains("/src/test/"))
            .filter(file -> SLEEP.matcher(SourceTree.read(file)).find()));
  }

  @Test
  void theReadmeIsShort() {
    assertTrue(SourceTree.read("README.md").lines().count() < README_LINES_MAX);
  }

  @Test
  void theLauncherRuns() {
    assertTrue(Files.isExecutable(SourceTree.ROOT.resolve("gatehouse")));
    assertTrue(Files.isExecutable(SourceTree.ROOT.resolve(".ci/run")));
    assertTrue(Files.isExecutable(SourceTree.ROOT.resolve("docs/try")));
  }

  private static Stream<Path> java() {
    return SourceTree.files(".java").stream();
  }

  private static Stream<Path> main() {
    return java().filter(file -> file.toString().contains("/src/main/"));
  }

  private static List<String> lines(Path file) {
    return SourceTree.read(file).lines().toList();
  }

  private static void assertNone(Stream<Path> offenders) {
    assertEquals(List.of(), offenders.map(SourceTree.ROOT::relativize).sorted().toList());
  }
}
