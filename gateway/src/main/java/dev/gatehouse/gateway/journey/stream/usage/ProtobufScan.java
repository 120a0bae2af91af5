package dev.gatehouse.gateway.journey.stream.usage;

import dev.gatehouse.gateway.journey.stream.usage.AnswerShape.Role;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Reads the figures out of protobuf, field by field; bytes that are none of it end the reading. */
final class ProtobufScan implements AnswerScan {
  private static final int DEPTH_MAX = 8;
  private static final int ROWS_READ = 6;
  private static final int ROWS_WRITTEN = 7;
  private static final int REASON = 2;
  private static final int VARINT_BITS_MAX = 63;

  private static final int KEY = 0;
  private static final int NUMBER = 1;
  private static final int LENGTH = 2;
  private static final int SKIPPED = 3;
  private static final int WORD = 4;
  private static final int UNREADABLE = 5;

  private final Figures figures;
  private final @Nullable AnswerShape[] shapes = new AnswerShape[DEPTH_MAX];
  private final long[] ends = new long[DEPTH_MAX];
  private int depth;
  private long position;
  private int state = KEY;
  private long varint;
  private int shift;
  private long field;
  private long skipUntil;
  private long rowsRead;
  private long rowsWritten;
  private boolean blocked;
  private int candidates;
  private int length;

  ProtobufScan(AnswerShape shape, Figures figures) {
    this.figures = figures;
    this.shapes[0] = shape;
    this.ends[0] = Long.MAX_VALUE;
  }

  @Override
  public void scan(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end && state != UNREADABLE) {
      if (state == SKIPPED) {
        long skip = Math.min(end - at, skipUntil - position);
        at += (int) skip;
        position += skip;
      } else {
        position++;
        step(bytes.getByte(at++));
      }
      closeWhatEnds();
    }
  }

  private void step(byte next) {
    if (state == WORD) {
      candidates = Word.narrowed(candidates, length++, next);
      return;
    }
    if (shift > VARINT_BITS_MAX) {
      state = UNREADABLE;
      return;
    }
    varint |= (next & 0x7fL) << shift;
    shift += 7;
    if (next < 0) {
      return;
    }
    long value = varint;
    varint = 0;
    shift = 0;
    switch (state) {
      case KEY -> key(value);
      case NUMBER -> number(value);
      default -> lengthOf(value);
    }
  }

  private void key(long key) {
    field = key >>> 3;
    switch ((int) (key & 7)) {
      case 0 -> state = NUMBER;
      case 1 -> skip(Long.BYTES);
      case 2 -> state = LENGTH;
      case 5 -> skip(Integer.BYTES);
      default -> state = UNREADABLE;
    }
  }

  private void number(long value) {
    if (shape().role() == Role.STATEMENT) {
      if (field == ROWS_READ) {
        rowsRead = Math.max(0, value);
      } else if (field == ROWS_WRITTEN) {
        rowsWritten = Math.max(0, value);
      }
    }
    state = KEY;
  }

  private void lengthOf(long value) {
    if (value < 0 || value > ends[depth] - position) {
      state = UNREADABLE;
      return;
    }
    AnswerShape inner = shape().field(field);
    if (inner != null && depth + 1 < DEPTH_MAX) {
      depth++;
      shapes[depth] = inner;
      ends[depth] = position + value;
      rowsRead = 0;
      rowsWritten = 0;
      blocked = false;
      state = KEY;
    } else if (shape().role() == Role.ERROR && field == REASON) {
      candidates = Word.ANY;
      length = 0;
      skipUntil = position + value;
      state = WORD;
    } else {
      skip(value);
    }
  }

  private void skip(long count) {
    skipUntil = position + count;
    state = SKIPPED;
  }

  private void closeWhatEnds() {
    if ((state == SKIPPED || state == WORD) && position == skipUntil) {
      blocked |= state == WORD && Word.whole(candidates, length) == Word.BLOCKED.bit();
      state = KEY;
    }
    while (depth > 0 && position >= ends[depth] && state != UNREADABLE) {
      if (position > ends[depth] || state != KEY || shift > 0) {
        state = UNREADABLE;
        return;
      }
      close(shape().role());
      depth--;
    }
  }

  private void close(Role role) {
    switch (role) {
      case STATEMENT -> figures.statement(rowsRead, rowsWritten);
      case ERROR -> {
        if (blocked) {
          figures.blocked();
        } else {
          figures.error();
        }
      }
      case UNTOLD -> figures.untold();
      case OTHER -> {
        // Nothing of its own.
      }
    }
  }

  private AnswerShape shape() {
    AnswerShape shape = shapes[depth];
    if (shape == null) {
      throw new IllegalStateException("no shape at depth " + depth);
    }
    return shape;
  }

  @Override
  public void endMessage() {
    depth = 0;
    position = 0;
    state = KEY;
    varint = 0;
    shift = 0;
  }
}
