package dev.gatehouse.loadtest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrkTest {
  @Test
  void findsItsOwnLineInTheOutput() throws IOException {
    String output =
        """
        Running 5s test @ http://127.0.0.1:1
          2 threads and 32 connections

        {"requests":5,"micros":1000000,"failures":1,"p50":12.5,"p99":99.0}
        """;
    assertEquals(new Wrk.Figures(5, 1_000_000, 1, 12.5, 99), Wrk.Figures.in(output));
  }

  @Test
  void showsTheOutputWhereThereIsNoSuchLine() {
    var problem = assertThrows(IOException.class, () -> Wrk.Figures.in("unable to connect"));
    assertEquals("wrk said: unable to connect", problem.getMessage());
  }

  @Test
  void writesBodiesAndHeadersAsLuaTexts() {
    String script = Wrk.script(Map.of("authorization", "Bearer x"), "{\"sql\":\"a\\\\b\"}");
    assertTrue(script.contains("wrk.body = \"{\\\"sql\\\":\\\"a\\\\\\\\b\\\"}\""), script);
    assertTrue(script.contains("wrk.headers[\"authorization\"] = \"Bearer x\""), script);
    assertTrue(script.contains("\"p50\":%.1f"), script);
  }
}
