package dev.gatehouse.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the manual, as far as tests look into it.
 *
 * @param file where it is
 * @param blocks its code
 * @param prose its lines, those of the code left empty
 */
public record MarkdownPage(Path file, List<Block> blocks, List<String> prose) {
  private static final Pattern FENCE = Pattern.compile("^( *)(```+|~~~+) *(\\S*).*$");
  private static final Pattern INDENTED = Pattern.compile("^ {4,}\\S.*$");
  private static final Pattern MARK = Pattern.compile("^ *<!-- *(.*?) *-->$");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?)#*$");
  private static final Pattern LINKED = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N}_ -]");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");

  /**
   * A piece of code.
   *
   * @param line where it begins
   * @param language what stands behind the fence; empty without one
   * @param mark the comment in the line above; empty without one
   * @param text its lines
   */
  public record Block(int line, String language, String mark, List<String> text) {}

  /** Every page that people read to use Gatehouse. */
  public static List<MarkdownPage> manual() {
    return Stream.of(
            SourceTree.in("docs", "[^/]+\\.md"),
            SourceTree.in("deploy", "[^/]+/README\\.md"),
            List.of(SourceTree.ROOT.resolve("README.md")))
        .flatMap(List::stream)
        .map(MarkdownPage::read)
        .toList();
  }

  static MarkdownPage read(Path file) {
    return parse(file, SourceTree.read(file));
  }

  static MarkdownPage parse(Path file, String text) {
    List<Block> blocks = new ArrayList<>();
    List<String> prose = new ArrayList<>();
    List<String> lines = text.lines().toList();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      Matcher fence = FENCE.matcher(line);
      boolean afterGap = at == 0 || lines.get(at - 1).isBlank();
      int end = at;
      if (fence.matches()) {
        String closing = fence.group(1) + fence.group(2);
        do {
          end++;
        } while (end < lines.size() && !lines.get(end).equals(closing));
        blocks.add(new Block(at + 1, fence.group(3), mark(lines, at), lines.subList(at + 1, end)));
      } else if (afterGap && INDENTED.matcher(line).matches()) {
        while (end + 1 < lines.size() && INDENTED.matcher(lines.get(end + 1)).matches()) {
          end++;
        }
        blocks.add(new Block(at + 1, "", "", lines.subList(at, end + 1)));
      } else {
        prose.add(line);
        at++;
        continue;
      }
      for (int skipped = at; skipped <= end; skipped++) {
        prose.add("");
      }
      at = end + 1;
    }
    return new MarkdownPage(file, blocks, prose);
  }

  private static String mark(List<String> lines, int fence) {
    if (fence == 0) {
      return "";
    }
    Matcher comment = MARK.matcher(lines.get(fence - 1));
    return comment.matches() ? comment.group(1) : "";
  }

  /** The prose without its code. */
  String words() {
    return prose.stream()
        .map(line -> CODE.matcher(line).replaceAll("``"))
        .collect(Collectors.joining("\n"));
  }

  /** What a link to a place in this page may say behind the {@code #}. */
  List<String> anchors() {
    Map<String, Integer> seen = new HashMap<>();
    List<String> anchors = new ArrayList<>();
    for (String line : prose) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor = anchor(heading.group(1));
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    String text = LINKED.matcher(heading.strip()).replaceAll("$1").toLowerCase(Locale.ROOT);
    return NOT_IN_ANCHORS.matcher(text).replaceAll("").replace(' ', '-');
  }

  /** Where something is, for whoever has to correct it. */
  String at(int line) {
    return SourceTree.ROOT.relativize(file) + ":" + line;
  }
}
