package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.app.MarkdownPage;
import dev.gatehouse.app.MarkdownPage.Block;
import dev.gatehouse.app.SourceTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands of the manual, also those that no test runs, against the command line. */
class DocumentedCommandsTest {
  private static final Pattern CALL =
      Pattern.compile(
          "(?<![\\w/-])(?:\\./|/opt/gatehouse/bin/)?gatehouse"
              + "( +(?:--)?[a-z][a-z-]*(?![^\\s|;&>\"`)])(?: +[^\\s|;&>\"`)]+)*)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

  /** What is no command of the command line, but of the launcher in a clone. */
  private static final List<String> OF_THE_LAUNCHER = List.of("bench", "loadtest");

  private record Call(String words, String page) {}

  @Test
  void existWithTheirOptions() {
    List<String> wrong =
        MarkdownPage.manual().stream()
            .flatMap(DocumentedCommandsTest::calls)
            .flatMap(
                call ->
                    fault(call.words()).stream()
                        .map(
                            fault ->
                                "%s: gatehouse%s: %s".formatted(call.page(), call.words(), fault)))
            .distinct()
            .toList();

    assertEquals(List.of(), wrong);
  }

  private static Stream<Call> calls(MarkdownPage page) {
    String name = SourceTree.ROOT.relativize(page.file()).toString();
    Stream<String> inProse =
        CODE.matcher(String.join("\n", page.prose()))
            .results()
            .map(code -> code.group(1))
            .filter(code -> code.startsWith("gatehouse ") || code.startsWith("./gatehouse "));
    Stream<String> inBlocks =
        page.blocks().stream()
            .filter(block -> block.language().equals("sh"))
            .map(Block::text)
            .flatMap(List::stream)
            .map(line -> line.replaceAll("#.*", "").replace("exec gatehouse ", ""));
    return Stream.concat(inProse, inBlocks)
        .flatMap(text -> CALL.matcher(text).results())
        .map(call -> new Call(call.group(1), name));
  }

  private static Optional<String> fault(String words) {
    CommandLine command = GatehouseCommand.commandLine();
    String[] parts = words.strip().split("[ =]+", -1);
    boolean named = false;
    for (String word : parts) {
      CommandLine next = command.getSubcommands().get(word);
      if (next != null) {
        command = next;
        named = true;
      } else if (word.startsWith("--")) {
        var spec = command.getCommandSpec();
        if (spec.findOption(word) == null && !spec.negatedOptionsMap().containsKey(word)) {
          return Optional.of("has no option " + word);
        }
      } else if (!named) {
        return OF_THE_LAUNCHER.contains(word)
            ? Optional.empty()
            : Optional.of("there is no command " + word);
      } else if (!command.getSubcommands().isEmpty()) {
        return Optional.of("there is no command " + word);
      }
    }
    return Optional.empty();
  }
}
