package dev.gatehouse.gateway.journey.send.lane;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The shapes of the reads that took sqld next to no time when they ran last, as far as they are
 * remembered: one of each slot.
 */
final class BriefReads {
  private static final int SLOTS = 256;
  private static final long MICROS_MAX = 250;
  private static final int BYTES_MAX = 4096;
  private static final byte[] DURATION =
      "\"query_duration_ms\":".getBytes(StandardCharsets.US_ASCII);

  /** The duration stands at the end of a result. */
  private static final int TAIL_BYTES = DURATION.length + 32;

  private static final int FRACTION_DIGITS = 3;
  private static final long UNKNOWN = Long.MAX_VALUE;

  private long[] shapes = {};

  boolean contains(long shape) {
    return shapes.length > 0 && shapes[slotOf(shape)] == shape;
  }

  /** A read of this shape had this answer. */
  void note(long shape, ByteBuf answer, int from, int to) {
    if (to - from <= BYTES_MAX && microsIn(answer, from, to) <= MICROS_MAX) {
      if (shapes.length == 0) {
        shapes = new long[SLOTS];
      }
      shapes[slotOf(shape)] = shape;
    } else {
      forget(shape);
    }
  }

  /** A read of this shape is not to stand beside others, until it has run alone once more. */
  void forget(long shape) {
    if (contains(shape)) {
      shapes[slotOf(shape)] = ~shape;
    }
  }

  private static int slotOf(long shape) {
    return (int) (shape ^ shape >>> Integer.SIZE) & (SLOTS - 1);
  }

  private static long microsIn(ByteBuf answer, int from, int to) {
    for (int at = to - DURATION.length; at >= Math.max(from, to - TAIL_BYTES); at--) {
      if (LaneMessage.isAt(answer, at, to, DURATION)) {
        return micros(answer, at + DURATION.length, to);
      }
    }
    return UNKNOWN;
  }

  private static long micros(ByteBuf answer, int from, int to) {
    long number = 0;
    int fraction = -1;
    for (int at = from; at < to && fraction < FRACTION_DIGITS; at++) {
      byte b = answer.getByte(at);
      if (b == '.') {
        fraction = 0;
      } else if (b >= '0' && b <= '9') {
        number = 10 * number + b - '0';
        fraction += fraction >= 0 ? 1 : 0;
      } else {
        break;
      }
    }
    for (int digits = Math.max(0, fraction); digits < FRACTION_DIGITS; digits++) {
      number *= 10;
    }
    return number;
  }
}
