package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.app.MarkdownPage.Block;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages of the manual have in common; {@code docs/try} runs their commands. */
class ManualTest {
  private static final Set<String> SHELL = Set.of("sh", "bash", "shell", "console", "zsh");
  private static final Pattern RUN_OR_NOT =
      Pattern.compile("run|run: prints .+|run: serves|not run: .+");
  private static final Pattern KEY_OF_MANUAL =
      Pattern.compile("^#{2,3} `([^`]+)`$", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern KEY =
      Pattern.compile("([a-z][A-Za-z]*)(\\.[a-z][A-Za-z0-9\\[\\]]*)+");

  private static Stream<String> blocks(Predicate<Block> wrong) {
    return MarkdownPage.manual().stream()
        .flatMap(page -> page.blocks().stream().filter(wrong).map(block -> page.at(block.line())));
  }

  @Test
  void everyPieceOfCodeIsFencedAndSaysItsLanguage() {
    assertEquals(List.of(), blocks(block -> block.language().isEmpty()).toList());
  }

  @Test
  void everyCommandIsRunByATestOrSaysWhyNot() {
    List<String> unmarked =
        blocks(
                block ->
                    SHELL.contains(block.language()) && !RUN_OR_NOT.matcher(block.mark()).matches())
            .toList();

    assertEquals(
        List.of(),
        unmarked,
        "In the line above these blocks goes <!-- run -->, <!-- run: prints TEXT -->,"
            + " <!-- run: serves --> (a Gatehouse that goes on) or <!-- not run: REASON -->");
  }

  @Test
  void theIndexNamesEveryPage() {
    MarkdownPage index = MarkdownPage.read(SourceTree.ROOT.resolve("docs/README.md"));

    List<String> missing =
        SourceTree.in("docs", "[^/]+\\.md").stream()
            .map(page -> String.valueOf(page.getFileName()))
            .filter(page -> !index.words().contains("](" + page) && !page.equals("README.md"))
            .toList();

    assertEquals(List.of(), missing);
  }

  @Test
  void everyKeyThatIsSpokenOfExists() {
    Set<String> known =
        KEY_OF_MANUAL
            .matcher(SourceTree.read("docs/config.md"))
            .results()
            .map(key -> key.group(1))
            .flatMap(key -> Stream.of(key, key.replace("[]", "")))
            .collect(Collectors.toSet());
    Set<String> roots =
        known.stream().map(key -> key.split("\\.", 2)[0]).collect(Collectors.toSet());

    List<String> unknown =
        MarkdownPage.manual().stream()
            .flatMap(
                page ->
                    CODE.matcher(String.join("\n", page.prose()))
                        .results()
                        .map(code -> code.group(1))
                        .filter(code -> KEY.matcher(code).matches())
                        .filter(code -> roots.contains(code.split("\\.", 2)[0]))
                        .filter(code -> !isFile(code) && !known.contains(code))
                        .map(code -> SourceTree.ROOT.relativize(page.file()) + ": " + code))
            .toList();

    assertEquals(List.of(), unknown);
  }

  private static boolean isFile(String code) {
    return code.matches(".*\\.(md|db|toml|yaml|yml|json|key|pem|pub|csv|sql)");
  }

  @Test
  void anIndentedPieceOfCodeIsFound() {
    MarkdownPage page =
        MarkdownPage.parse(Path.of("x.md"), "a\n\n    b\n\n<!-- run -->\n```sh\nc\n```\n");

    assertEquals(
        List.of(new Block(3, "", "", List.of("    b")), new Block(6, "sh", "run", List.of("c"))),
        page.blocks());
  }

  @Test
  void anchorsAreThoseOfRenderedPages() {
    MarkdownPage page =
        MarkdownPage.parse(Path.of("x.md"), "# A `b`: [c](d) & e\n## x\n## x\n```sh\n# no\n```\n");

    assertEquals(List.of("a-b-c--e", "x", "x-1"), page.anchors());
  }
}
