package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ConfirmTest {
  private final List<String> questions = new ArrayList<>();

  private Confirm answered(String answer) {
    return new Confirm(
        Optional.of(
            question -> {
              questions.add(question);
              return answer;
            }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "YES", " yes "})
  void goesOnAfterAYes(String answer) {
    answered(answer).that("this deletes it");

    assertEquals(List.of("this deletes it. Go on? [y/N] "), questions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "yep", "shop"})
  void takesAnythingElseForANo(String answer) {
    var failure =
        assertThrows(CommandFailure.class, () -> answered(answer).that("this deletes it"));

    assertEquals(ExitCode.FAILED, failure.exitCode());
    assertEquals("nothing was done", failure.getMessage());
  }

  @Test
  void refusesWhereThereIsNobodyToAsk() {
    var alone = new Confirm(Optional.empty());

    var failure = assertThrows(CommandFailure.class, () -> alone.that("this deletes it"));

    assertEquals(ExitCode.WRONG_USE, failure.exitCode());
    assertEquals("this deletes it; repeat it with --yes", failure.getMessage());
  }

  @Test
  void asksNobodyWhoSaidThatTheyAreSure() {
    Confirm confirm = answered("n");
    new CommandLine(confirm).parseArgs("--yes");

    confirm.that("this deletes it");

    assertEquals(List.of(), questions);
  }
}
