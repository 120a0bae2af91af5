package dev.gatehouse.gateway.journey.rewrite.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementCountTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1|1|1",
        "select 1;|11|11",
        "select 1;|12|12",
        "select ';;;;;;';|4|4",
        "select 1 /* ; */;|20|20",
        ";|40|1",
        "select 1 -- ; ; ; ; ; ; ; ; ; ; ;|1|1",
        "''|0|1"
      })
  void countsWhatStandsBetweenSemicolons(String text, int times, int expected) {
    byte[] sql = ("x" + text.repeat(times)).getBytes(StandardCharsets.UTF_8);

    assertEquals(expected, StatementCount.in(sql, 1, sql.length));
  }

  @ParameterizedTest
  @CsvSource({"select 1;,10"})
  void fewAreOne(String text, int times) {
    byte[] sql = text.repeat(times).getBytes(StandardCharsets.UTF_8);

    assertEquals(1, StatementCount.in(sql, 0, sql.length));
  }
}
