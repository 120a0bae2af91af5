package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter err = new StringWriter();

  @Test
  void isALineAStepWhereNobodyWatches() {
    try (var progress = Progress.on(new PrintWriter(err), false)) {
      progress.step("Starting sqld");
      progress.step("Starting Gatehouse");
      progress.finish();
    }

    assertEquals(
        "gatehouse: Starting sqld\ngatehouse: Starting Gatehouse\n",
        err.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void showsAtATerminalHowLongAStepTook() {
    try (var progress = Progress.on(new PrintWriter(err), true)) {
      progress.step("Starting sqld");
      progress.finish();
    }

    assertTrue(err.toString().contains("Starting sqld (0."), err.toString());
  }

  @Test
  void leavesNoHalfStepOnTheTerminal() {
    try (var progress = Progress.on(new PrintWriter(err), true)) {
      progress.step("Starting sqld");
    }

    assertTrue(err.toString().endsWith("\r\u001b[K"), err.toString());
    assertFalse(err.toString().contains(" s)"));
  }
}
