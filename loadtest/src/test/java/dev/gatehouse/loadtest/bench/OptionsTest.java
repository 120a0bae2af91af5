package dev.gatehouse.loadtest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.loadtest.bench.Options.Figure;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void measuresEverythingUnlessToldOtherwise() {
    assertEquals(EnumSet.allOf(Figure.class), Options.parse().only());
  }

  @Test
  void readsEveryOption() {
    assertEquals(
        new Options(3, 2, 1, 8, Set.of(Figure.F1, Figure.GUARD), Optional.of(Path.of("out.json"))),
        Options.parse(
            "--rounds",
            "3",
            "--seconds",
            "2",
            "--warmup",
            "1",
            "--connections",
            "8",
            "--only",
            "f1,guard",
            "--json",
            "out.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rounds 0 | --rounds 0 (expected: a number from 1)",
        "--seconds x | --seconds x (expected: a number from 1)",
        "--only f9 | f9 (expected: of f1,f2,f3,guard)",
        "--json | --json (expected: an option with its value)",
        "--fast yes | --fast (expected: an option; see --help)",
      })
  void saysWhatIsWrong(String arguments, String sentence) {
    var problem =
        assertThrows(IllegalArgumentException.class, () -> Options.parse(arguments.split(" ", -1)));
    assertEquals(sentence, problem.getMessage());
  }

  @Test
  void theHelpNamesEveryOption() {
    for (String option :
        new String[] {"--rounds", "--seconds", "--warmup", "--connections", "--only", "--json"}) {
      assertTrue(Options.HELP.contains(option), option);
    }
  }
}
