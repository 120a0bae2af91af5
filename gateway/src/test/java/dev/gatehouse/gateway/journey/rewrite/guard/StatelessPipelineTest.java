package dev.gatehouse.gateway.journey.rewrite.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatelessPipelineTest {
  private static final String CLOSE = "{\"type\":\"close\"}";

  private final JsonCarrier carrier = new JsonCarrier(new SqlGuard(GuardBounds.DEFAULT));

  private Optional<StatelessPipeline> read(String body, boolean isThirdVersion) {
    return carrier.stateless(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8), isThirdVersion);
  }

  private boolean fits(String body) {
    return read(body, true).isPresent();
  }

  private static String body(String requests) {
    return "{\"requests\":[" + requests + "," + CLOSE + "]}";
  }

  private static String withArgument(String value) {
    return body("{\"type\":\"execute\",\"stmt\":{\"sql\":\"select ?\",\"args\":[" + value + "]}}");
  }

  private static String inBatch(String condition) {
    return body(
        """
        {"type":"batch","batch":{"steps":[{"stmt":{"sql":"begin"}},
        {"stmt":{"sql":"select 1"},"condition":%s}]}}"""
            .formatted(condition));
  }

  @Test
  void tellsWhereEachRequestStands() {
    String first = "{ \"type\":\"execute\",\"stmt\":{\"sql\":\"select 'é'\"}}";
    String second = "{\"type\":\"get_autocommit\"}";
    String text = "{\"baton\":null, \"requests\":[ " + first + " ,\n" + second + "," + CLOSE + "]}";
    ByteBuf body = Unpooled.copiedBuffer("skipped" + text, StandardCharsets.UTF_8);
    body.skipBytes(7);
    var pipeline = carrier.stateless(body, true).orElseThrow();
    assertEquals(2, pipeline.requests());
    assertEquals(first, cut(body, pipeline, 0));
    assertEquals(second, cut(body, pipeline, 1));
    assertTrue(pipeline.showsColumns() && !pipeline.changes());
  }

  private static String cut(ByteBuf body, StatelessPipeline pipeline, int request) {
    int from = pipeline.from(request);
    int length = pipeline.to(request) - from;
    return body.toString(body.readerIndex() + from, length, StandardCharsets.UTF_8);
  }

  @Test
  void takesWhatClientsSend() {
    assertTrue(fits(body("{\"type\":\"sequence\",\"sql\":\"select 1; select 2\"}")));
    assertTrue(fits(body("{\"type\":\"describe\",\"sql\":\"select 1\"}")));
    assertTrue(
        fits(
            body(
                """
                {"type":"execute","stmt":{"sql":"select :a","args":[],\
                "named_args":[{"name":"a","value":{"type":"text","value":"\\u0000"}}],\
                "want_rows":true}}""")));
    assertTrue(
        read(body("{\"type\":\"execute\",\"stmt\":{\"sql\":\"delete from t\"}}"), true)
            .orElseThrow()
            .changes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"null\"}",
        "{\"type\":\"integer\",\"value\":\"-123456789012345678\"}",
        "{\"type\":\"float\",\"value\":-1.5e-30}",
        "{\"type\":\"text\",\"value\":\"\"}",
        "{\"type\":\"blob\",\"base64\":\"\"}",
        "{\"type\":\"blob\",\"base64\":\"AP8\"}",
        "{\"type\":\"blob\",\"base64\":\"AP8=\"}",
        "{\"type\":\"blob\",\"base64\":\"+/+/\"}",
      })
  void takesEveryKindOfValue(String value) {
    assertTrue(fits(withArgument(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "{}",
        "{\"value\":\"1\",\"type\":\"integer\"}",
        "{\"type\":\"null\",\"value\":1}",
        "{\"type\":\"integer\",\"value\":1}",
        "{\"type\":\"integer\",\"value\":\"\"}",
        "{\"type\":\"integer\",\"value\":\"-\"}",
        "{\"type\":\"integer\",\"value\":\"+1\"}",
        "{\"type\":\"integer\",\"value\":\"1.0\"}",
        "{\"type\":\"integer\",\"value\":\"9223372036854775808\"}",
        "{\"type\":\"float\",\"value\":\"1\"}",
        "{\"type\":\"float\",\"value\":1e999}",
        "{\"type\":\"blob\",\"value\":\"AP8\"}",
        "{\"type\":\"blob\",\"base64\":\"A\"}",
        "{\"type\":\"blob\",\"base64\":\"AB\"}",
        "{\"type\":\"blob\",\"base64\":\"AA=\"}",
        "{\"type\":\"blob\",\"base64\":\"A-_A\"}",
        "{\"type\":\"real\",\"value\":1}",
      })
  void refusesValuesThatSqldMightNotTake(String value) {
    assertFalse(fits(withArgument(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{\"type\":\"ok\",\"step\":0}",
        "{\"type\":\"not\",\"cond\":{\"type\":\"error\",\"step\":0}}",
        "{\"type\":\"and\",\"conds\":[{\"type\":\"is_autocommit\"},{\"type\":\"ok\",\"step\":0}]}",
      })
  void takesConditionsThatLookBack(String condition) {
    assertTrue(fits(inBatch(condition)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"ok\"}",
        "{\"type\":\"ok\",\"step\":1}",
        "{\"type\":\"ok\",\"step\":-1}",
        "{\"type\":\"ok\",\"step\":null}",
        "{\"type\":\"maybe\",\"step\":0}",
        "{\"type\":\"not\",\"conds\":[]}",
      })
  void refusesConditionsThatDoNot(String condition) {
    assertFalse(fits(inBatch(condition)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"requests\":[]}",
        "{\"requests\":[{\"type\":\"close\"}]}",
        "{\"requests\":[{\"type\":\"sequence\",\"sql\":\"select 1\"}]}",
        "{\"baton\":\"x\",\"requests\":[{\"type\":\"sequence\",\"sql\":\"x\"},{\"type\":\"close\"}]}",
        "{\"requests\":[{\"type\":\"close\"},{\"type\":\"sequence\",\"sql\":\"select 1\"}]}",
        "{\"requests\":[{\"type\":\"sequence\",\"sql\":\"select 1\"},{\"type\":\"close\"},{\"type\":\"close\"}]}",
        "{\"requests\":[{\"type\":\"sequence\",\"sql\":\"select 1\"},{\"type\":\"close\"}]} x",
        "{\"more\":1,\"requests\":[{\"type\":\"sequence\",\"sql\":\"select 1\"},{\"type\":\"close\"}]}",
      })
  void refusesWhatDoesNotEndInOneClose(String body) {
    assertFalse(fits(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"store_sql\",\"sql_id\":1,\"sql\":\"select 1\"}",
        "{\"type\":\"sequence\",\"sql_id\":1}",
        "{\"type\":\"sequence\",\"sql\":\"select 1\",\"sql_id\":null}",
        "{\"type\":\"sequence\",\"sql\":null}",
        "{\"type\":\"sequence\"}",
        "{\"sql\":\"select 1\",\"type\":\"sequence\"}",
        "{\"type\":\"sequence\",\"sql\":\"select 1\",\"stream_id\":1}",
        "{\"type\":\"sequence\",\"sql\":\"select 1\",\"str\\u0065am_id\":1}",
        "{\"type\":\"get_autocommit\",\"x\":1}",
        "{\"type\":\"execute\"}",
        "{\"type\":\"execute\",\"stmt\":{}}",
        "{\"type\":\"execute\",\"stmt\":{\"sql\":\"select 1\",\"replication_index\":\"1\"}}",
        "{\"type\":\"execute\",\"stmt\":{\"sql\":\"select 1\",\"args\":null}}",
        "{\"type\":\"execute\",\"stmt\":{\"sql\":\"insert into t values (1) returning a\"}}",
        "{\"type\":\"batch\",\"batch\":{}}",
        "{\"type\":\"batch\",\"batch\":{\"steps\":[{}]}}",
        "{\"type\":\"batch\",\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"pragma x\"}}]}}",
        "{\"type\":\"batch\",\"batch\":{\"steps\":[]},\"x\":1}",
        "1",
      })
  void refusesOtherRequests(String request) {
    assertFalse(fits(body(request)));
  }

  @Test
  void knowsTheSecondVersion() {
    assertFalse(read(body("{\"type\":\"get_autocommit\"}"), false).isPresent());
    assertFalse(read(inBatch("{\"type\":\"is_autocommit\"}"), false).isPresent());
    assertTrue(read(inBatch("{\"type\":\"ok\",\"step\":0}"), false).isPresent());
  }
}
