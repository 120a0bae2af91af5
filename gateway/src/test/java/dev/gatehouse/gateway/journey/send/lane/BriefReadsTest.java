package dev.gatehouse.gateway.journey.send.lane;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BriefReadsTest {
  private static final long SHAPE = 0x1234_5678_9abc_def0L;

  private final BriefReads brief = new BriefReads();

  private void note(long shape, String answer) {
    ByteBuf bytes = Unpooled.copiedBuffer(answer, StandardCharsets.UTF_8);
    brief.note(shape, bytes, bytes.readerIndex(), bytes.writerIndex());
    bytes.release();
  }

  private static String took(String millis) {
    return "{\"rows\":[],\"rows_written\":0,\"query_duration_ms\":" + millis + "}}";
  }

  @Test
  void knowNoShapeAtFirst() {
    assertFalse(brief.contains(SHAPE));
    assertFalse(brief.contains(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "0.02", "0.25", "0.2504", "0.249999999"})
  void rememberWhatTookNoTime(String millis) {
    note(SHAPE, took(millis));
    assertTrue(brief.contains(SHAPE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.251", "0.3", "1", "1.0", "20.001", "12345.678"})
  void doNotRememberWhatTookLong(String millis) {
    note(SHAPE, took(millis));
    assertFalse(brief.contains(SHAPE));
  }

  @Test
  void forgetWhatTookLongOnce() {
    note(SHAPE, took("0.01"));
    note(SHAPE, took("0.5"));
    assertFalse(brief.contains(SHAPE));
  }

  @Test
  void doNotRememberWhatAnswersMuchOrWithAnError() {
    note(SHAPE, "x".repeat(5_000) + took("0.01"));
    assertFalse(brief.contains(SHAPE));
    note(SHAPE, "{\"message\":\"no such table: t\",\"code\":\"SQLITE_ERROR\"}");
    assertFalse(brief.contains(SHAPE));
    note(SHAPE, "");
    assertFalse(brief.contains(SHAPE));
  }

  @Test
  void takeTheDurationAtTheEndAlone() {
    note(SHAPE, "{\"query_duration_ms\":0.01,\"more\":\"" + "x".repeat(100) + "\"}");
    assertFalse(brief.contains(SHAPE));
  }

  @Test
  void areAsManyAsThereIsRoomFor() {
    for (long shape = 0; shape < 10_000; shape++) {
      note(shape, took("0.01"));
      assertTrue(brief.contains(shape));
    }
    assertFalse(brief.contains(0));
  }

  @Test
  void forgetOnDemand() {
    note(SHAPE, took("0.01"));
    brief.forget(SHAPE + 1);
    assertTrue(brief.contains(SHAPE));
    brief.forget(SHAPE);
    assertFalse(brief.contains(SHAPE));
  }
}
