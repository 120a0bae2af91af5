package dev.gatehouse.gateway.journey.rewrite.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementShapesTest {
  private static ByteBuf bytes(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String shapeOf(String sql) {
    String quoted = sql.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return StatementShapes.of(
        Payload.PIPELINE,
        bytes("{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"" + quoted + "\"}}]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "select 1 | select ?",
        "select a, b.c from t where x='hush' | select a, b.c from t where x = ?",
        "insert into t values (1, -2.5e3, x'00ff', :hush, ?7) | insert into t values (?, - ?, ?, ?,"
            + " ?)",
        "select * from \"users\" join \"teams\" | select * from users join teams",
        "insert into \"t\" (\"a\") values (\"hush\") | insert into t (\"?\") values (\"?\")",
        "select \"t\".\"a\" | select \"?\".a",
        "select a is distinct from \"hush\" | select a is distinct from \"?\"",
        "select 1 -- hush | select ?",
        "select /* hush */ 1; select 'hush' | select ?;select ?",
        "update t set a = 'it''s hush' | update t set a = ?",
      })
  void keepsTheFormAndNoValue(String sql, String shape) {
    assertEquals(shape, shapeOf(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into t values ('it's hush')",
        "insert into t values ('it's hush and more')",
        "select a from t where b = 'don't say hush'",
        "select 'a' hush 'b'",
        "select 1 hush",
        "select 'a'/**/hush",
        "select hush 'unclosed",
        "select hush \u0000",
      })
  void cutsWhatMayBeTornApart(String sql) {
    String shape = shapeOf(sql);
    assertFalse(shape.contains("hush"), shape);
  }

  @Test
  void isShortHoweverLongTheTextAndReadsItsQuotesToTheEnd() {
    String names = "select " + "a, ".repeat(1_000);

    String shape = shapeOf(names + "'x'");
    assertTrue(shape.length() < 520 && shape.startsWith("select a, a,"), shape);
    assertEquals("select…", shapeOf(names + "'it's'"));
  }

  @Test
  void readsEveryCarrier() {
    assertEquals(
        "select ?; select ?",
        StatementShapes.of(
            Payload.LEGACY, bytes("{\"statements\":[\"select 'hush'\",{\"q\":\"select 2\"}]}")));
    assertEquals(
        "select ?",
        StatementShapes.of(
            Payload.LEGACY_EXECUTE,
            bytes(
                "{\"stmt\":{\"sql\":\"select :a\",\"args\":[{\"type\":\"text\","
                    + "\"value\":\"hush\"}]}}")));
    assertEquals(
        "select ?",
        StatementShapes.of(
            Payload.CURSOR, bytes("{\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"select 7\"}}]}}")));
  }

  @Test
  void saysNothingOfWhatItCannotRead() {
    assertEquals("", StatementShapes.of(Payload.PIPELINE, bytes("{\"requests\":\"hush\"}")));
    assertEquals("", StatementShapes.of(Payload.PIPELINE_PROTOBUF, bytes("hush")));
    assertEquals("", StatementShapes.of(Payload.PROXY_EXECUTE, bytes("hus")));
    assertEquals("", StatementShapes.of(Payload.REPLICATION, bytes("hush")));
  }
}
