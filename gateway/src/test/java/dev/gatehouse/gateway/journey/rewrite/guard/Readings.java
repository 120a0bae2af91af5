package dev.gatehouse.gateway.journey.rewrite.guard;

import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Passed;
import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Refused;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Takes readings apart. */
final class Readings {
  private Readings() {}

  static ByteBuf utf8(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
  }

  static <T> T passed(Reading<T> reading) {
    return switch (reading) {
      case Passed<T>(T summary) -> summary;
      case Refused<T>(Reason reason) -> throw new AssertionError("refused: " + reason);
    };
  }

  static Reason refused(Reading<?> reading) {
    return switch (reading) {
      case Passed<?> passed -> throw new AssertionError(passed);
      case Refused<?> refused -> refused.reason();
    };
  }
}
