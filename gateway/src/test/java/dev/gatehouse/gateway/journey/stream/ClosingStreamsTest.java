package dev.gatehouse.gateway.journey.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.decode.HranaForm;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Kind;
import dev.gatehouse.gateway.journey.decode.HranaProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingStreamsTest {
  private static final String LOOKS_LIKE_IT =
      "{\"type\":\"response_ok\",\"request_id\":2,\"response\":{\"type\":\"execute\","
          + "\"result\":{\"type\":\"close_stream\"}}}";

  private static ByteBuf answer(HranaForm form, Kind kind) {
    ByteBuf answer = form.responseOk(UnpooledByteBufAllocator.DEFAULT, 7, kind);
    ByteBuf copy = Unpooled.copiedBuffer(answer);
    answer.release();
    return copy;
  }

  @ParameterizedTest
  @EnumSource(HranaProtocol.class)
  void aStreamIsOpenUntilSqldSaysThatItIsClosed(HranaProtocol protocol) {
    var closing = new ClosingStreams(protocol.form());
    closing.onAsked();
    assertFalse(closing.isClosedBy(answer(protocol.form(), Kind.OPEN_STREAM), true));
    assertFalse(closing.isClosedBy(answer(protocol.form(), Kind.EXECUTE), true));
    assertEquals(1, closing.waiting());
    assertTrue(closing.isClosedBy(answer(protocol.form(), Kind.CLOSE_STREAM), true));
    assertEquals(0, closing.waiting());
  }

  @ParameterizedTest
  @EnumSource(HranaProtocol.class)
  void anAnswerMayComeInParts(HranaProtocol protocol) {
    ByteBuf answer = answer(protocol.form(), Kind.CLOSE_STREAM);
    for (int cut = 0; cut <= answer.readableBytes(); cut++) {
      var closing = new ClosingStreams(protocol.form());
      closing.onAsked();
      assertFalse(closing.isClosedBy(answer.slice(0, cut), false));
      assertTrue(closing.isClosedBy(answer.slice(cut, answer.readableBytes() - cut), true));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LOOKS_LIKE_IT, "{\"response\":7}", "no message", ""})
  void nothingElseClosesAStream(String message) {
    var closing = new ClosingStreams(HranaProtocol.HRANA3.form());
    closing.onAsked();
    ByteBuf bytes = Unpooled.copiedBuffer(message, StandardCharsets.UTF_8);
    assertFalse(closing.isClosedBy(bytes, true));
    assertTrue(closing.isClosedBy(answer(HranaProtocol.HRANA3.form(), Kind.CLOSE_STREAM), true));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 300, 100_000})
  void aLongMessageInPartsClosesNoStream(int bytes) {
    var closing = new ClosingStreams(HranaProtocol.HRANA3.form());
    closing.onAsked();
    assertFalse(closing.isClosedBy(Unpooled.buffer(bytes).writeZero(bytes), false));
    assertFalse(closing.isClosedBy(answer(HranaProtocol.HRANA3.form(), Kind.CLOSE_STREAM), true));
    assertTrue(closing.isClosedBy(answer(HranaProtocol.HRANA3.form(), Kind.CLOSE_STREAM), true));
  }
}
