package dev.gatehouse.gateway.journey.rewrite.guard;

import static dev.gatehouse.gateway.journey.rewrite.guard.Readings.passed;
import static dev.gatehouse.gateway.journey.rewrite.guard.Readings.refused;
import static dev.gatehouse.gateway.journey.rewrite.guard.Readings.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** JSON messages are read as sqld reads them, or not at all. */
final class JsonCarrierTest {
  /** {@code $} stands for an execute that is in order, {@code !} for a text that is not. */
  static final List<List<String>> REFUSED_PIPELINES =
      List.of(
          List.of("MALFORMED", ""),
          List.of("MALFORMED", "null"),
          List.of("MALFORMED", "[null,[$]]"),
          List.of("MALFORMED", "{}"),
          List.of("MALFORMED", "{'requests':[$]}"),
          List.of("MALFORMED", "{\"requests\":[$]"),
          List.of("MALFORMED", "{\"requests\":[$]} x"),
          List.of("MALFORMED", "{\"requests\":[$]}{}"),
          List.of("MALFORMED", "{\"requests\":[$]}\0"),
          List.of("MALFORMED", "\uFEFF{\"requests\":[$]}"),
          List.of("MALFORMED", "{\"requests\":[$,]}"),
          List.of("MALFORMED", "{\"requests\":[$],}"),
          List.of("MALFORMED", "{\"requests\":null}"),
          List.of("MALFORMED", "{\"requests\":{\"0\":$}}"),
          List.of("MALFORMED", "{\"requests\":[[\"execute\",{\"sql\":\"!\"}]]}"),
          List.of("MALFORMED", "{\"requests\":[{\"type\":\"execute\",\"stmt\":[\"!\"]}]}"),
          List.of("MALFORMED", "{\"requests\":[{\"type\":\"execute\",\"stmt\":\"!\"}]}"),
          List.of(
              "MALFORMED", "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":[\"!\"]}}]}"),
          List.of("MALFORMED", "{\"requests\":[{\"type\":1,\"stmt\":{\"sql\":\"x\"}}]}"),
          List.of("MALFORMED", "{\"requests\":[{\"type\":\"Execute\",\"stmt\":{\"sql\":\"x\"}}]}"),
          List.of("MALFORMED", "{\"requests\":[{\"type\":\"open_stream\"}]}"),
          List.of("MALFORMED", "{\"requests\":[{\"stmt\":{\"sql\":\"x\"}}]}"),
          List.of(
              "MALFORMED", "{\"requests\":[{\"type\":\"batch\",\"batch\":[[[null,[\"!\"]]]]}]}"),
          List.of(
              "MALFORMED",
              "{\"requests\":[{\"type\":\"batch\",\"batch\":{\"steps\":[[null,[\"!\"]]]}}]}"),
          List.of("MALFORMED", "{\"requests\":[{\"type\":\"close\",\"x\":01}]}"),
          List.of("MALFORMED", "{\"requests\":[{\"type\":\"close\",\"x\":NaN}]}"),
          List.of("MALFORMED", "{\"requests\":[{\"type\":\"close\",\"x\":\"\t\"}]}"),
          List.of("MALFORMED", "{\"requests\":[{\"type\":\"close\",\"x\":\"\\x\"}]}"),
          List.of("MALFORMED", "{\"requests\":[$]/* */}"),
          List.of("DUPLICATE_FIELD", "{\"requests\":[],\"requests\":[$]}"),
          List.of("DUPLICATE_FIELD", "{\"baton\":null,\"baton\":\"x\",\"requests\":[$]}"),
          List.of("DUPLICATE_FIELD", "{\"baton\":null,\"\\u0062aton\":\"x\",\"requests\":[$]}"),
          List.of("DUPLICATE_FIELD", "{\"requests\":[{\"type\":\"close\",\"type\":\"execute\"}]}"),
          List.of(
              "DUPLICATE_FIELD",
              "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"x\",\"sql\":\"!\"}}]}"),
          List.of(
              "DUPLICATE_FIELD",
              "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"x\",\"s\\u0071l\":\"!\"}}]}"),
          List.of(
              "INVALID_TEXT",
              "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"\\ud800\"}}]}"),
          List.of(
              "INVALID_TEXT",
              "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"\\udc00\\ud800\"}}]}"),
          List.of("INVALID_TEXT", "{\"\\ud800x\":1,\"requests\":[$]}"),
          List.of("TOO_DEEP", "{\"x\":" + "[".repeat(200) + "]".repeat(200) + ",\"requests\":[$]}"),
          List.of(
              "FORBIDDEN_NAME",
              "{\"requests\":[$,{\"type\":\"execute\",\"stmt\":{\"sql\":\"!\"}}]}"),
          List.of(
              "FORBIDDEN_NAME",
              "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"s\\u0071l\":\"!\"}}]}"),
          List.of(
              "FORBIDDEN_NAME", "{\"requests\":[{\"stmt\":{\"sql\":\"!\"},\"type\":\"execute\"}]}"),
          List.of(
              "FORBIDDEN_NAME",
              "{\"req\\u0075ests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"!\"}}]}"),
          List.of(
              "FORBIDDEN_NAME",
              "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"select \\u0072e\\u0061dfile('x')\"}}]}"),
          List.of(
              "FORBIDDEN_NAME",
              "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"select\\nread\\u0066ile\\t('x')\"}}]}"),
          List.of(
              "FORBIDDEN_NAME",
              "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"select '\\u0027\\u0027', readfile('x')\"}}]}"),
          List.of(
              "AMBIGUOUS_TEXT",
              "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"select \\ufeffreadfile('x')\"}}]}"),
          List.of(
              "AMBIGUOUS_TEXT",
              "{\"requests\":[{\"type\":\"sequence\",\"sql\":\"select 1 -- \\u0000\\n, readfile('x')\"}]}"),
          List.of(
              "FORBIDDEN_NAME",
              "{\"requests\":[{\"type\":\"batch\",\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"x\"}},{\"stmt\":{\"sql\":\"!\"}}]}}]}"),
          List.of(
              "FORBIDDEN_NAME", "{\"requests\":[{\"type\":\"sequence\",\"sql\":\"select 1; !\"}]}"),
          List.of(
              "FORBIDDEN_NAME",
              "{\"requests\":[{\"type\":\"store_sql\",\"sql_id\":1,\"sql\":\"!\"}]}"),
          List.of("FORBIDDEN_NAME", "{\"requests\":[{\"type\":\"describe\",\"sql\":\"!\"}]}"),
          List.of(
              "DESCRIBE_OTHER",
              "{\"requests\":[{\"type\":\"describe\",\"sql\":\"pragma user_version\"}]}"),
          List.of(
              "DESCRIBE_OTHER",
              "{\"requests\":[{\"sql\":\"pr\\u0061gma user_version\",\"type\":\"describe\"}]}"),
          List.of("DESCRIBE_STORED", "{\"requests\":[{\"type\":\"describe\",\"sql_id\":1}]}"),
          List.of(
              "DESCRIBE_STORED",
              "{\"requests\":[{\"sql_id\":1,\"sql\":null,\"type\":\"describe\"}]}"),
          List.of(
              "EXPLAIN_PRAGMA",
              "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"explain query plan pragma x=1\"}}]}"),
          List.of(
              "HANDLE_TOO_LONG", "{\"baton\":\"" + "a".repeat(20_000) + "\",\"requests\":[$]}"));

  static final List<String> PASSED_PIPELINES =
      List.of(
          "{\"requests\":[]}",
          " {\"baton\" : null ,\r\n\"requests\":[ $ , $ ] , \"new\":{\"a\":[1,-2.5e+3,true,false,null,\"\\u00e9\\ud83d\\ude00\"]}}\n",
          "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"select 'readfile(1)' -- 😀\",\"args\":[{\"type\":\"text\",\"value\":\"select readfile('x')\"}]}}]}",
          "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":null,\"sql_id\":1}}]}",
          "{\"requests\":[{\"type\":\"sequence\",\"sql_id\":1}]}",
          "{\"requests\":[{\"sql\":\"pragma foreign_keys\",\"type\":\"sequence\"}]}",
          "{\"requests\":[{\"type\":\"store_sql\",\"sql_id\":-1,\"sql\":\"pragma foreign_keys\"}]}",
          "{\"requests\":[{\"type\":\"close_sql\",\"sql_id\":1},{\"type\":\"get_autocommit\"}]}",
          "{\"requests\":[{\"type\":\"describe\",\"sql\":\"select 1\"}]}",
          "{\"requests\":[{\"sql\":\"with a as (select 1) select * from a\",\"type\":\"describe\"}]}",
          "{\"requests\":[{\"type\":\"batch\",\"batch\":{\"steps\":[{\"condition\":{\"type\":\"not\",\"cond\":{\"type\":\"ok\",\"step\":0}},\"stmt\":{\"sql\":\"x\"}}]}}]}");

  private final JsonCarrier carrier = new JsonCarrier(new SqlGuard(GuardBounds.DEFAULT));

  private static ByteBuf body(String template) {
    String execute = "{\"type\":\"execute\",\"stmt\":{\"sql\":\"select 1\"}}";
    return utf8(template.replace("$", execute).replace("!", "select readfile('x')"));
  }

  @ParameterizedTest
  @FieldSource("REFUSED_PIPELINES")
  void refusesWhatSqldMightReadDifferently(List<String> row) {
    assertEquals(Reason.valueOf(row.get(0)), refused(carrier.pipeline(body(row.get(1)))));
  }

  @ParameterizedTest
  @FieldSource("PASSED_PIPELINES")
  void passesWhatClientsSend(String template) {
    assertNotNull(passed(carrier.pipeline(body(template))));
  }

  @Test
  void summarisesAPipeline() {
    String text =
        """
        {"baton": "ab\\/c+", "requests": [
          {"type":"execute","stmt":{"sql":"select ?","args":[{"type":"text","value":"x"}]}},
          {"type":"batch","batch":{"steps":[{"stmt":{"sql_id":1}},{"stmt":{"sql":"x"}}]}},
          {"sql":"select 1","type":"describe"},
          {"type":"close"}]}
        """;
    ByteBuf padded = Unpooled.wrappedBuffer(("__" + text).getBytes(StandardCharsets.UTF_8));
    CarrierSummary summary = passed(carrier.pipeline(padded.skipBytes(2)));
    Handle baton = summary.baton();
    assertNotNull(baton);
    assertEquals("ab/c+", baton.text());
    assertEquals("ab\\/c+", text.substring(baton.from(), baton.to()));
    assertFalse(baton.toString().contains("ab"));
    Set<RequestKind> kinds =
        EnumSet.of(RequestKind.EXECUTE, RequestKind.BATCH, RequestKind.DESCRIBE, RequestKind.CLOSE);
    assertEquals(kinds, summary.kinds());
    assertEquals(4, summary.requests());
    assertEquals(4, summary.statements());
    assertTrue(summary.endsInClose());
  }

  @Test
  void readsDirectBuffersAndLeavesThemUnread() {
    ByteBuf direct = Unpooled.directBuffer().writeBytes(body("{\"requests\":[$]}"));
    try {
      int length = direct.readableBytes();
      CarrierSummary summary = passed(carrier.pipeline(direct));
      assertEquals(1, summary.statements());
      assertNull(summary.baton());
      assertFalse(summary.endsInClose());
      assertEquals(length, direct.readableBytes());
    } finally {
      direct.release();
    }
  }

  @Test
  void aCloseBeforeTheEndDoesNotEndIt() {
    String text = "{\"requests\":[{\"type\":\"close\"},$,{\"type\":\"close\"}]}";
    assertFalse(passed(carrier.pipeline(body(text))).endsInClose());
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    int[][] bad = {
      {0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xE0, 0x80, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0xFF}, {0xC3}
    };
    for (int[] bytes : bad) {
      ByteBuf text = Unpooled.buffer().writeBytes(utf8("{\"requests\":[],\"x\":\""));
      for (int b : bytes) {
        text.writeByte(b);
      }
      text.writeBytes(utf8("\"}"));
      assertEquals(Reason.INVALID_TEXT, refused(carrier.pipeline(text)));
    }
  }

  @Test
  void readsCursors() {
    CarrierSummary summary =
        passed(carrier.cursor(body("{\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"x\"}}]}}")));
    assertEquals(Set.of(RequestKind.CURSOR), summary.kinds());
    assertEquals(1, summary.statements());
    assertEquals(
        Reason.FORBIDDEN_NAME,
        refused(carrier.cursor(body("{\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"!\"}}]}}"))));
    assertEquals(Reason.MALFORMED, refused(carrier.cursor(body("{\"baton\":\"x\"}"))));
    assertEquals(
        Reason.MALFORMED,
        refused(carrier.cursor(body("{\"batch\":{\"steps\":[[null,[\"!\"]]]}}"))));
  }

  @Test
  void readsLegacyBodies() {
    CarrierSummary summary =
        passed(
            carrier.legacyStatements(
                body("{\"statements\":[\"a\",{\"q\":\"b\",\"params\":{\":x\":1}}]}")));
    assertEquals(2, summary.statements());
    for (String evil : List.of("\"!\"", "\"select re\\u0061dfile('x')\"", "{\"q\":\"!\"}")) {
      assertEquals(
          Reason.FORBIDDEN_NAME,
          refused(carrier.legacyStatements(body("{\"statements\":[" + evil + "]}"))));
    }
    assertEquals(
        Reason.UNKNOWN_FIELD,
        refused(carrier.legacyStatements(body("{\"statements\":[{\"q\":\"a\",\"x\":1}]}"))));
    assertEquals(
        Reason.MALFORMED, refused(carrier.legacyStatements(body("{\"statements\":[[\"!\"]]}"))));
    assertEquals(
        Reason.FORBIDDEN_NAME, refused(carrier.legacyExecute(body("{\"stmt\":{\"sql\":\"!\"}}"))));
    assertEquals(Reason.MALFORMED, refused(carrier.legacyExecute(body("[{\"sql\":\"!\"}]"))));
    assertEquals(1, passed(carrier.legacyExecute(body("{\"stmt\":{\"sql\":\"x\"}}"))).statements());
    assertEquals(
        Reason.FORBIDDEN_NAME,
        refused(carrier.legacyBatch(body("{\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"!\"}}]}}"))));
  }

  @Test
  void readsSocketMessages() {
    String text = "{\"type\":\"hello\",\"jwt\":\"abc\"}";
    ClientMessage hello = passed(carrier.clientMessage(utf8(text)));
    Handle token = hello.token();
    assertEquals(RequestKind.HELLO, hello.kind());
    assertNotNull(token);
    assertEquals("abc", text.substring(token.from(), token.to()));
    assertNull(passed(carrier.clientMessage(utf8("{\"jwt\":null,\"type\":\"hello\"}"))).token());

    ClientMessage execute =
        passed(
            carrier.clientMessage(
                body(
                    "{\"request\":{\"stream_id\":-4,\"stmt\":{\"sql\":\"x\"},\"type\":\"execute\"},"
                        + "\"request_id\":2147483647,\"type\":\"request\"}")));
    assertEquals(new ClientMessage(RequestKind.EXECUTE, null, Integer.MAX_VALUE, -4, 1), execute);
  }

  @Test
  void refusesSocketMessagesThatCarryEvil() {
    String frame = "{\"type\":\"request\",\"request_id\":1,\"request\":%s}";
    for (String request :
        List.of(
            "{\"type\":\"execute\",\"stream_id\":1,\"stmt\":{\"sql\":\"!\"}}",
            "{\"type\":\"sequence\",\"stream_id\":1,\"sql\":\"!\"}",
            "{\"type\":\"describe\",\"stream_id\":1,\"sql\":\"!\"}",
            "{\"type\":\"store_sql\",\"sql_id\":1,\"sql\":\"!\"}",
            "{\"type\":\"batch\",\"stream_id\":1,\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"!\"}}]}}",
            "{\"type\":\"open_cursor\",\"cursor_id\":1,\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"!\"}}]}}")) {
      assertEquals(
          Reason.FORBIDDEN_NAME, refused(carrier.clientMessage(body(frame.formatted(request)))));
    }
    for (String message :
        List.of(
            "{\"type\":\"hallo\"}",
            "{\"jwt\":\"x\"}",
            "[\"hello\",\"x\"]",
            "{\"type\":\"hello\",\"jwt\":1}",
            "{\"type\":\"request\",\"request\":{\"type\":\"open_stream\",\"stream_id\":1}}",
            "{\"type\":\"request\",\"request_id\":1}",
            frame.formatted("{\"type\":\"close\"}"),
            frame.formatted("{\"type\":\"open_stream\",\"stream_id\":2147483648}"),
            frame.formatted("{\"type\":\"open_stream\",\"stream_id\":1.0}"),
            frame.formatted("[\"open_stream\",{\"stream_id\":1}]"))) {
      assertEquals(Reason.MALFORMED, refused(carrier.clientMessage(body(message))), message);
    }
    assertEquals(
        Reason.DUPLICATE_FIELD,
        refused(carrier.clientMessage(utf8("{\"type\":\"hello\",\"jwt\":\"a\",\"jwt\":\"b\"}"))));
  }
}
