package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the Markdown files of the repository. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern RUNBOOK = Pattern.compile("operations\\.md#([A-Za-z0-9-]+)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

  private final Map<Path, MarkdownPage> pages = new HashMap<>();

  @Test
  void leadToFilesAndHeadingsThatAreThere() {
    List<String> broken =
        SourceTree.files(".md").stream().map(this::page).flatMap(this::broken).sorted().toList();

    assertEquals(List.of(), broken);
  }

  @Test
  void ofAlertsLeadIntoTheRunbook() {
    List<String> headings = page(SourceTree.ROOT.resolve("docs/operations.md")).anchors();

    List<String> broken =
        Stream.of(".yml", ".yaml", ".json")
            .flatMap(ending -> SourceTree.files(ending).stream())
            .filter(file -> file.startsWith(SourceTree.ROOT.resolve("deploy")))
            .flatMap(file -> RUNBOOK.matcher(SourceTree.read(file)).results())
            .map(link -> link.group(1))
            .filter(heading -> !headings.contains(heading))
            .distinct()
            .toList();

    assertEquals(List.of(), broken);
  }

  private MarkdownPage page(Path file) {
    return pages.computeIfAbsent(file, MarkdownPage::read);
  }

  private Stream<String> broken(MarkdownPage page) {
    return LINK.matcher(page.words())
        .results()
        .map(link -> link.group(1))
        .filter(link -> !ELSEWHERE.matcher(link).matches())
        .flatMap(
            link ->
                fault(page.file(), link).stream()
                    .map(
                        fault ->
                            "%s: %s %s"
                                .formatted(SourceTree.ROOT.relativize(page.file()), link, fault)));
  }

  private Optional<String> fault(Path from, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    if (!Files.exists(target)) {
      return Optional.of("is not there");
    }
    boolean leadsOn =
        parts.length == 1
            || (target.toString().endsWith(".md") && page(target).anchors().contains(parts[1]));
    return leadsOn ? Optional.empty() : Optional.of("has no such heading");
  }
}
