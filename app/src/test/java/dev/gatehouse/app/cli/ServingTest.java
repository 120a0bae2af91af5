package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingTest {
  private static final Optional<Path> FILE = Optional.of(Path.of("etc/gatehouse.yaml"));

  @Test
  void understandsWhatServiceManagersWrite() {
    assertUnderstood(Optional.empty(), false, "serve");
    assertUnderstood(Optional.empty(), true, "serve", "--take-over");
    assertUnderstood(FILE, false, "serve", "--config", "etc/gatehouse.yaml");
    assertUnderstood(FILE, false, "serve", "--config=etc/gatehouse.yaml");
    assertUnderstood(FILE, true, "serve", "--config=etc/gatehouse.yaml", "--take-over");
    assertUnderstood(FILE, true, "serve", "--take-over", "--config", "etc/gatehouse.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dev",
        "--debug serve",
        "serve --debug",
        "serve --help",
        "serve --config",
        "serve --config=",
        "serve --config --take-over",
        "serve --config=@file",
        "serve --config 'a'",
        "serve --config a --config b",
        "serve --config=a --config b",
        "serve --take-over --take-over",
        "serve --port 1",
        "serve a",
      })
  void leavesEverythingElseToTheCommandLine(String line) {
    List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    assertEquals(Optional.empty(), Serving.plain(words));
  }

  private static void assertUnderstood(Optional<Path> file, boolean takeOver, String... words) {
    var arguments = List.of(words);
    assertEquals(
        Optional.of(new Serving(file, takeOver, arguments)), Serving.plain(arguments), words[0]);
  }
}
