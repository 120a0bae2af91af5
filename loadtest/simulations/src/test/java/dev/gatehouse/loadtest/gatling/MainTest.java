package dev.gatehouse.loadtest.gatling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter said = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.command();
    command.setOut(new PrintWriter(said));
    command.setErr(new PrintWriter(said));
    return command.execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hot-pat|no simulation 'hot-pat' (expected: all, or one of hot-path,",
        "hot-path --dev --url http://a|leave out --url",
        "hot-path --url http://a|--url needs either --tokens FILE or --admin-url URL",
        "hot-path --tokens a|--tokens and --admin-url need --url",
        "hot-path --url http://a --admin-url http://b|in $GATEHOUSE_ADMIN_KEY",
        "hot-path --url a --tokens /dev/null|--url 'a' is no URL",
        "hot-path --seconds -1|numbers from 1",
        "--seed 3|which one?",
      })
  void saysWhatIsWrongWithTheArguments(String arguments, String expected) {
    assertEquals(2, run(arguments.split(" ", -1)));
    assertTrue(said.toString().contains(expected), said::toString);
  }

  @Test
  void listsEverySimulationWithItsQuestion() {
    assertEquals(0, run("--list"));
    for (Plan plan : Plan.values()) {
      assertTrue(said.toString().contains(plan.title()), plan::title);
      assertTrue(said.toString().contains(plan.question()), plan::title);
    }
  }

  @Test
  void asksForTokensOfEnoughNamespaces(@TempDir Path folder) throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), "# one\ntoken\n\n");

    int exit =
        run(
            "noisy-neighbour",
            "--url",
            "http://127.0.0.1:1",
            "--tokens",
            tokens.toString(),
            "--report",
            folder.resolve("report").toString());

    assertEquals(1, exit);
    assertTrue(said.toString().contains("tokens of at least 2 namespaces"), said::toString);
    assertTrue(said.toString().contains("has 1"), said::toString);
  }
}
