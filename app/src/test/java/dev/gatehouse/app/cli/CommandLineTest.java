package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The command line as a whole. */
class CommandLineTest {
  private static final int HELP_WIDTH = 100;

  static Stream<List<String>> commands() {
    List<List<String>> found = new ArrayList<>();
    collect(GatehouseCommand.commandLine(), List.of(), found);
    return found.stream();
  }

  private static void collect(CommandLine command, List<String> path, List<List<String>> found) {
    found.add(path);
    command
        .getSubcommands()
        .forEach(
            (name, subcommand) -> {
              if (!subcommand.getCommandSpec().usageMessage().hidden()) {
                List<String> longer = new ArrayList<>(path);
                longer.add(name);
                collect(subcommand, longer, found);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explainsEachCommandWithExamples(List<String> command) {
    List<String> asked = new ArrayList<>(command);
    asked.add("--help");

    Said said = Said.by(asked.toArray(String[]::new));

    assertEquals(ExitCode.OK, said.exitCode());
    assertTrue(said.out().contains("Examples:"), said.out());
    assertTrue(said.out().lines().allMatch(line -> line.length() <= HELP_WIDTH), said.out());
  }

  @Test
  void asksForACommand() {
    Said said = Said.by();

    assertEquals(ExitCode.WRONG_USE, said.exitCode());
    assertTrue(said.err().contains("a command is missing"), said.err());
  }

  @Test
  void guessesWhatWasMeant() {
    Said said = Said.by("dev", "--prot", "0");

    assertEquals(ExitCode.WRONG_USE, said.exitCode());
    assertTrue(said.err().contains("did you mean: --port"), said.err());
  }

  @Test
  void saysItsVersion() {
    assertTrue(Said.by("version", "--json").out().startsWith("{\"gatehouse\":\""));
    assertTrue(Said.by("--version").out().startsWith("gatehouse "));
  }

  @Test
  void completesItsCommands() {
    assertTrue(Said.by("completion").out().contains("complete -F _complete_gatehouse"));
  }

  @Test
  void wantsToBeSureBeforeItDeletes() {
    Said said = Said.by("namespace", "delete", "shop");

    assertEquals(ExitCode.WRONG_USE, said.exitCode());
    assertTrue(said.err().contains("repeat it with --yes"), said.err());
  }

  @Test
  void refusesWhatIsNoName() {
    Said said = Said.by("namespace", "create", "No Name");

    assertEquals(ExitCode.WRONG_USE, said.exitCode());
    assertTrue(said.err().contains("'No Name' is no name"), said.err());
  }

  @Test
  void refusesWhatIsNoPort() {
    Said said = Said.by("dev", "--port", "70000");

    assertEquals(ExitCode.WRONG_USE, said.exitCode());
    assertTrue(said.err().contains("--port is no port"), said.err());
  }

  @Test
  void reportsEveryProblemOfAConfiguration(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("wrong.yaml");
    Files.writeString(file, "limits:\n  perSecondMax: 0\nlisten:\n  pubic: 1\n");

    Said said = Said.by("check-config", file.toString());

    assertEquals(ExitCode.WRONG_USE, said.exitCode());
    assertTrue(said.err().contains("limits.perSecondMax"), said.err());
    assertTrue(said.err().contains("pubic"), said.err());
    assertFalse(said.err().contains("\tat "), said.err());
  }

  @Test
  void printsAConfigurationWithoutItsSecrets(@TempDir Path folder) throws Exception {
    Path secret = folder.resolve("key");
    Files.writeString(secret, "a-very-secret-admin-key\n");
    Path file = folder.resolve("gatehouse.yaml");
    Files.writeString(file, "admin:\n  key: {file: %s}\n".formatted(secret));

    Said said = Said.by("print-config", file.toString());

    assertEquals(ExitCode.OK, said.exitCode());
    assertTrue(said.out().contains("***"), said.out());
    assertFalse(said.out().contains("a-very-secret"), said.out());
  }

  @Test
  void saysWhereItLookedForARunningGatehouse(@TempDir Path folder) {
    Said said = Said.by("namespace", "list", "--data", folder.toString());

    assertEquals(ExitCode.FAILED, said.exitCode());
    assertTrue(said.err().contains(folder.resolve("dev.json").toString()), said.err());
  }
}
