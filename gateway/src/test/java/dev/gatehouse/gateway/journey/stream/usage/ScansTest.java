package dev.gatehouse.gateway.journey.stream.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScansTest {
  private static final String EXECUTED =
      """
      {"type":"ok","response":{"type":"execute","result":%s}}""";

  /** Taken from sqld: four results, a close; 1 + 1 + 0 + 2 rows read, 0 + 2 + 2 + 0 written. */
  private static final String PROTOBUF =
      "1a240a2212200a1e0a050a0361626312040a02100212040a0210042807411b2fdd240681953f1a150a1312110a"
          + "0f2809300138024104560e2db29ddf3f1a170a1512130a1118022004280a380241f4fdd478e926b13f1a24"
          + "0a2212200a1e0a030a017812040a02100212040a021004280a3002417b14ae47e17a943f1a040a020a00";

  private static String executed(long read, long written) {
    return EXECUTED.formatted(
        """
        {"cols":[],"rows":[],"affected_row_count":0,"last_insert_rowid":null,\
        "replication_index":"7","rows_read":%d,"rows_written":%d,"query_duration_ms":0.7}"""
            .formatted(read, written));
  }

  private static String pipeline(String... results) {
    return """
    {"baton":"a\\"b","base_url":null,"results":[%s]}"""
        .formatted(String.join(",", results));
  }

  private static String row(String text) {
    return EXECUTED.formatted(
        """
        {"cols":[{"name":"%s","decltype":"%s"}],"rows":[[{"type":"text","value":"%s"}]],\
        "rows_read":3,"rows_written":1}"""
            .formatted(text, text, text));
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("one result", pipeline(executed(12, 345)), "12 345 0 false"),
        Arguments.of("several", pipeline(executed(1, 2), executed(30, 40)), "31 42 0 false"),
        Arguments.of("one that touched no row", pipeline(executed(0, 0)), "1 0 0 false"),
        Arguments.of("numbers at their ends", "{\"rows_read\":7}", "7 0 0 false"),
        Arguments.of("a number cut off", "{\"rows_read\":7,\"rows_written\":9", "7 9 0 false"),
        Arguments.of("blanks", "{ \"rows_read\" : 7 , \"rows_written\" : 9 }", "7 9 0 false"),
        Arguments.of("no numbers", "{\"rows_read\":null,\"rows_written\":\"9\"}", "0 0 0 false"),
        Arguments.of(
            "the older APIs",
            "[{\"results\":{\"columns\":[\"rows_read\"],\"rows\":[[\"rows_read\",5]],"
                + "\"rows_read\":2,\"rows_written\":1,\"query_duration_ms\":0.1}},null]",
            "2 1 0 false"),
        Arguments.of(
            "an error",
            "{\"type\":\"error\",\"error\":{\"message\":\"BLOCKED\",\"code\":\"SQLITE_BUSY\"}}",
            "0 0 0 true"),
        Arguments.of(
            "a block",
            "{\"type\":\"error\",\"error\":{\"message\":\"no\",\"code\":\"BLOCKED\"}}",
            "0 0 1 false"),
        Arguments.of(
            "a sequence", "{\"type\":\"ok\",\"response\":{\"type\":\"sequence\"}}", "0 0 0 true"),
        Arguments.of("a name", pipeline(row("rows_read")), "3 1 0 false"),
        Arguments.of("a field", pipeline(row("\\\"rows_read\\\":999999,")), "3 1 0 false"),
        Arguments.of("a backslash", pipeline(row("x\\\\")), "3 1 0 false"),
        Arguments.of(
            "backslashes", pipeline(row("\\\\\\\\\\\",\\\"rows_read\\\":9")), "3 1 0 false"),
        Arguments.of("escaped letters", pipeline(row("\\u0022,\\u0022rows_read")), "3 1 0 false"),
        Arguments.of("a code", pipeline(row("code"), row("BLOCKED"), row(":")), "9 3 0 false"),
        Arguments.of("a type", pipeline(row("sequence")), "3 1 0 false"),
        Arguments.of("beyond ASCII", pipeline(row("é😀\\\":\\\"rows_read")), "3 1 0 false"),
        Arguments.of("a long text", pipeline(row("x\\\"".repeat(50))), "3 1 0 false"),
        Arguments.of(
            "a number too large", "{\"rows_read\":" + "9".repeat(30) + "}", "e18 0 0 false"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void jsonSaysTheSameHoweverItIsSplit(String what, String json, String expected) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertSplits(bytes, JsonScan::new, expected.replace("e18", "999999999999999999"));
  }

  @Test
  void protobufSaysTheSameHoweverItIsSplit() {
    byte[] bytes = HexFormat.of().parseHex(PROTOBUF);
    assertSplits(bytes, figures -> new ProtobufScan(AnswerShape.PIPELINE, figures), "4 4 0 false");
  }

  @Test
  void protobufTellsErrorsAndSequences() {
    Function<Figures, AnswerScan> scan = f -> new ProtobufScan(AnswerShape.PIPELINE, f);
    byte[] blocked = HexFormat.of().parseHex("1a0c120a0a016e1205" + "584c4f434b");
    assertSplits(blocked, scan, "0 0 0 true");
    byte[] exactly = HexFormat.of().parseHex("1a0e120c0a016e1207" + "424c4f434b4544");
    assertSplits(exactly, scan, "0 0 1 false");
    assertSplits(HexFormat.of().parseHex("1a040a022200"), scan, "0 0 0 true");
  }

  @Test
  void bytesThatAreNoProtobufEndTheReading() {
    Function<Figures, AnswerScan> scan = f -> new ProtobufScan(AnswerShape.PIPELINE, f);
    for (String hex :
        new String[] {"1f", "1affffffffffffffffffff01", "1a020a7f", "ffffffffffffffffffffff"}) {
      assertSplits(HexFormat.of().parseHex(hex), scan, "0 0 0 false");
    }
  }

  /** Whole, in two parts at every place, and byte by byte. */
  private static void assertSplits(
      byte[] bytes, Function<Figures, AnswerScan> scan, String expected) {
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertEquals(expected, said(scan, part(bytes, 0, cut), part(bytes, cut, bytes.length)));
    }
    ByteBuf[] single = new ByteBuf[bytes.length];
    for (int at = 0; at < bytes.length; at++) {
      single[at] = part(bytes, at, at + 1);
    }
    assertEquals(expected, said(scan, single));
  }

  private static ByteBuf part(byte[] bytes, int from, int to) {
    return Unpooled.wrappedBuffer(bytes, from, to - from);
  }

  private static String said(Function<Figures, AnswerScan> scan, ByteBuf... parts) {
    var figures = new Figures();
    AnswerScan reading = scan.apply(figures);
    for (ByteBuf part : parts) {
      int before = part.readerIndex();
      reading.scan(part);
      assertEquals(before, part.readerIndex());
    }
    reading.endMessage();
    return figures.rowsRead()
        + " "
        + figures.rowsWritten()
        + " "
        + figures.blockedStatements()
        + " "
        + figures.isUntold();
  }
}
