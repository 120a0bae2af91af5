package dev.gatehouse.gateway.journey.send.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LaneMessageTest {
  private final LaneMessage parts = new LaneMessage();

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private static String between(ByteBuf message, int from, int to) {
    return message.toString(from, to - from, StandardCharsets.UTF_8);
  }

  @Test
  void tellsTheResponse() {
    ByteBuf message =
        text("{\"type\":\"response_ok\",\"request_id\":17,\"response\":{\"type\":\"x\"}}");
    assertTrue(parts.read(message));
    assertTrue(parts.isOk());
    assertEquals(17, parts.id());
    assertEquals("{\"type\":\"x\"}", between(message, parts.from(), parts.to()));
    assertTrue(parts.says(message, "{\"type\":\"x\"}".getBytes(StandardCharsets.US_ASCII)));
    assertFalse(parts.says(message, "{\"type\":\"y\"}".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void tellsTheError() {
    ByteBuf message =
        text("{\"type\":\"response_error\",\"request_id\":0,\"error\":{\"message\":\"é\"}}");
    assertTrue(parts.read(message));
    assertFalse(parts.isOk());
    assertEquals("{\"message\":\"é\"}", between(message, parts.from(), parts.to()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"type\":\"hello_ok\"}",
        "{\"type\":\"response_ok\",\"request_id\":,\"response\":{}}",
        "{\"type\":\"response_ok\",\"request_id\":1",
        "{\"type\":\"response_ok\",\"request_id\":1,\"error\":{}}",
        "{\"type\":\"response_ok\",\"request_id\":1,\"response\":null}",
        "{\"type\":\"response_ok\",\"request_id\":1,\"response\":{}",
        "{\"type\":\"response_ok\",\"request_id\":1234567890,\"response\":{}}",
        "{\"request_id\":1,\"type\":\"response_ok\",\"response\":{}}",
      })
  void takesNothingElse(String message) {
    ByteBuf bytes = text(message);
    assertFalse(parts.read(bytes) && parts.to() > parts.from() + 1, message);
  }

  @Test
  void tellsHowMuchHadBeenWritten() {
    String end = "\"rows_read\":1,\"rows_written\":0,\"query_duration_ms\":0.1}}";
    assertEquals(12, index("{\"replication_index\":\"7\",\"replication_index\":\"12\"," + end));
    assertEquals(0, index("{\"replication_index\":null," + end));
    assertEquals(SchemaCheck.NONE, index("{\"type\":\"sequence\"}"));
    assertEquals(
        SchemaCheck.NONE,
        index("{\"replication_index\":\"7\",\"rows\":\"" + "x".repeat(500) + "\"," + end));
  }

  private static long index(String answer) {
    ByteBuf bytes = text(answer);
    return SchemaCheck.indexIn(bytes, 0, bytes.readableBytes());
  }

  @Test
  void tellsTheVersionOfTheTables() {
    ByteBuf bytes = text("{\"cols\":[],\"rows\":[[{\"type\":\"integer\",\"value\":\"35\"}]]}");
    long value = SchemaCheck.valueIn(bytes, 0, bytes.readableBytes());
    assertEquals(35, value);
    assertTrue(SchemaCheck.isTricky(value));
    assertFalse(SchemaCheck.isTricky(34));
    assertEquals(SchemaCheck.NONE, SchemaCheck.valueIn(text("{\"rows\":[]}"), 0, 11));
  }
}
