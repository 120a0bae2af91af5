package dev.gatehouse.gateway.journey.send.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.send.UpstreamReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvoyAnswerTest {
  private static final String CLOSE = "{\"type\":\"ok\",\"response\":{\"type\":\"close\"}}";

  private static String result(String rows, String index) {
    return "{\"cols\":[],\"rows\":"
        + rows
        + ",\"affected_row_count\":0,\"last_insert_rowid\":null,\"replication_index\":"
        + index
        + ",\"rows_read\":1,\"rows_written\":0,\"query_duration_ms\":0.02}";
  }

  private static String batch(String results, String errors, String index) {
    return "{\"baton\":null,\"base_url\":null,\"results\":[{\"type\":\"ok\",\"response\":"
        + "{\"type\":\"batch\",\"result\":{\"step_results\":["
        + results
        + "],\"step_errors\":["
        + errors
        + "],\"replication_index\":"
        + index
        + "}}},"
        + CLOSE
        + "]}";
  }

  private static String alone(String result) {
    return "{\"baton\":null,\"base_url\":null,\"results\":[{\"type\":\"ok\",\"response\":"
        + "{\"type\":\"execute\",\"result\":"
        + result
        + "}},"
        + CLOSE
        + "]}";
  }

  /** The answers to so many reads. */
  private static List<Optional<String>> read(String whole, int reads) {
    ByteBuf bytes = Unpooled.copiedBuffer(whole, StandardCharsets.UTF_8);
    var parts = new ConvoyAnswer(bytes);
    List<Optional<String>> answers = new ArrayList<>();
    for (int i = 0; i < reads; i++) {
      answers.add(
          parts.next()
              ? Optional.of(text(parts.answer(UnpooledByteBufAllocator.DEFAULT)))
              : Optional.empty());
    }
    assertTrue(bytes.release());
    return answers;
  }

  private static String text(LaneAnswer answer) {
    var text = new StringBuilder();
    answer.to(
        new UpstreamReceiver() {
          @Override
          public void onHead(HttpResponse head) {
            assertEquals(200, head.status().code());
          }

          @Override
          public void onBody(ByteBuf chunk) {
            text.append(chunk.toString(StandardCharsets.UTF_8));
            assertTrue(chunk.release());
          }

          @Override
          public void onEnd() {}

          @Override
          public void onPauseInReading() {}

          @Override
          public void onBroken(boolean malformed) {
            throw new AssertionError("broken");
          }
        });
    return text.toString();
  }

  @Test
  void givesEachStepWhatItWouldHaveAlone() {
    String whole =
        batch(result("[[1]]", "null") + "," + result("[]", "null"), "null,null", "\"101\"");
    assertEquals(
        List.of(
            Optional.of(alone(result("[[1]]", "\"101\""))),
            Optional.of(alone(result("[]", "\"101\"")))),
        read(whole, 2));
  }

  @Test
  void keepsAnIndexThatIsNone() {
    assertEquals(
        List.of(Optional.of(alone(result("[]", "null")))),
        read(batch(result("[]", "null"), "null", "null"), 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "}]}",
        "\\\"}",
        "\\\\",
        "\\\\\\\"]",
        "\\\"replication_index\\\":null",
        "{\\\"step_results\\\":[",
        "é\\u007d"
      })
  void isNotMisledByValues(String value) {
    String rows = "[[{\"type\":\"text\",\"value\":\"" + value + "\"}]]";
    String whole =
        batch(result(rows, "null") + "," + result("[[2]]", "null"), "null,null", "\"7\"");
    assertEquals(
        List.of(
            Optional.of(alone(result(rows, "\"7\""))),
            Optional.of(alone(result("[[2]]", "\"7\"")))),
        read(whole, 2));
  }

  @Test
  void hasNothingForAStepThatFailed() {
    String error = "{\"message\":\"integer overflow\",\"code\":\"SQLITE_ERROR\"}";
    String whole =
        batch("null," + result("[[2]]", "null") + ",null", error + ",null," + error, "\"7\"");
    assertEquals(
        List.of(Optional.empty(), Optional.of(alone(result("[[2]]", "\"7\""))), Optional.empty()),
        read(whole, 3));
  }

  @Test
  void hasNothingWhereTheWholeFailed() {
    String whole =
        "{\"baton\":null,\"base_url\":null,\"results\":[{\"type\":\"error\",\"error\":"
            + "{\"message\":\"no\",\"code\":\"X\"}},"
            + CLOSE
            + "]}";
    assertEquals(List.of(Optional.empty(), Optional.empty()), read(whole, 2));
  }

  @Test
  void hasNothingBeyondItsEndNorInPart() {
    String whole = batch(result("[[1]]", "null"), "null", "\"7\"");
    assertFalse(read(whole, 2).get(1).isPresent());
    for (int length = 0; length < whole.indexOf(",\"step_errors"); length++) {
      for (Optional<String> answer : read(whole.substring(0, length), 2)) {
        assertEquals(Optional.empty(), answer);
      }
    }
  }
}
