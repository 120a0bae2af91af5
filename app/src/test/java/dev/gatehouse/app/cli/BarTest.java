package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {
  private final StringWriter err = new StringWriter();

  @Test
  void saysHowFarItIs() {
    assertEquals(
        "Applying core  [############............]  50%  5 of 10",
        Bar.line("Applying core", 5, 10, Long::toString));
  }

  @Test
  void countsWhereNobodyKnowsTheWhole() {
    assertEquals("Dumping shop  2.0 KiB", Bar.line("Dumping shop", 2048, -1, Bar::bytes));
  }

  @Test
  void isFullWhereThereIsNothingToDo() {
    assertTrue(Bar.line("Applying core", 0, 0, Long::toString).contains("100%  0 of 0"));
  }

  @Test
  void neverSaysMoreThanAll() {
    assertTrue(Bar.line("Importing a.sql", 12, 10, Long::toString).contains("100%"));
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "1023,1023 B", "1024,1.0 KiB", "1572864,1.5 MiB", "5497558138880,5.0 TiB"})
  void saysBytesAsPeopleDo(long count, String text) {
    assertEquals(text, Bar.bytes(count));
  }

  @Test
  void isNotThereWhereNobodyWatches() {
    try (var bar = Bar.ofBytes(new PrintWriter(err), false, "Importing a.sql")) {
      bar.at(10, 10);
    }

    assertEquals("", err.toString());
  }

  @Test
  void leavesNothingOnTheTerminal() {
    try (var bar = Bar.ofBytes(new PrintWriter(err), true, "Importing a.sql")) {
      bar.at(10, 10);
    }

    assertTrue(err.toString().contains("100%"), err.toString());
    assertTrue(err.toString().endsWith("\r\u001b[K"), err.toString());
  }
}
