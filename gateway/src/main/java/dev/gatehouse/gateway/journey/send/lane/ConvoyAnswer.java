package dev.gatehouse.gateway.journey.send.lane;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;

/** Reads the answer to a batch step by step, and makes of a step's result an answer of its own. */
final class ConvoyAnswer {
  private static final byte[] BEGIN =
      ascii(
          "{\"baton\":null,\"base_url\":null,\"results\":[{\"type\":\"ok\",\"response\":"
              + "{\"type\":\"batch\",\"result\":{\"step_results\":[");
  private static final byte[] END =
      ascii("}}},{\"type\":\"ok\",\"response\":{\"type\":\"close\"}}]}");
  private static final byte[] NULL = ascii("null");
  private static final byte[] INDEX = ascii("\"replication_index\":");

  /** What follows the index is short, in a result as in the whole. */
  private static final int TAIL_BYTES = 160;

  private final ByteBuf answer;
  private final int end;
  private final int index;
  private final int indexEnd;
  private int at;
  private int from;
  private int to;
  private int hole;

  ConvoyAnswer(ByteBuf answer) {
    this.answer = answer;
    this.end = answer.writerIndex();
    int begin = answer.readerIndex();
    this.index = valueOfLast(INDEX, begin, end);
    this.indexEnd = end - END.length;
    boolean legible =
        LaneMessage.isAt(answer, begin, end, BEGIN)
            && index >= 0
            && index < indexEnd
            && LaneMessage.isAt(answer, indexEnd, end, END);
    this.at = legible ? begin + BEGIN.length : end;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Goes on to the next step; false where it has no result that an answer can be made of. */
  boolean next() {
    from = at;
    hole = -1;
    if (LaneMessage.isAt(answer, at, end, NULL)) {
      to = from;
      at += NULL.length + 1;
      return false;
    }
    var object = new ObjectEnd();
    int last =
        at < end && answer.getByte(at) == '{' ? answer.forEachByte(at, end - at, object) : -1;
    if (last < 0) {
      at = end;
      return false;
    }
    to = last + 1;
    at = to + 1;
    hole = valueOfLast(INDEX, from, to);
    return hole >= 0 && LaneMessage.isAt(answer, hole, to, NULL);
  }

  /** How much had been written is known of the batch alone, and the same for each of its steps. */
  LaneAnswer answer(ByteBufAllocator alloc) {
    return new LaneAnswer(alloc)
        .addExecuted(
            answer.slice(from, hole - from),
            answer.slice(index, indexEnd - index),
            answer.slice(hole + NULL.length, to - hole - NULL.length));
  }

  void noteIn(BriefReads brief, long shape) {
    brief.note(shape, answer, from, to);
  }

  private int valueOfLast(byte[] name, int begin, int stop) {
    for (int i = stop - name.length; i >= Math.max(begin, stop - TAIL_BYTES); i--) {
      if (LaneMessage.isAt(answer, i, stop, name)) {
        return i + name.length;
      }
    }
    return -1;
  }

  /** Stops at the brace that ends the object at whose first brace it began. */
  private static final class ObjectEnd implements ByteProcessor {
    private int depth;
    private boolean quoted;
    private boolean escaped;

    @Override
    public boolean process(byte b) {
      if (quoted) {
        quoted = escaped || b != '"';
        escaped = !escaped && b == '\\';
        return true;
      }
      switch (b) {
        case '"' -> quoted = true;
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
      return depth > 0;
    }
  }
}
