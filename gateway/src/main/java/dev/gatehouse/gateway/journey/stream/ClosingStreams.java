package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.journey.decode.HranaForm;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * The streams of a session that sqld was asked to close: each runs what it was asked before, for as
 * long as that takes, and counts until sqld says that it is closed.
 */
final class ClosingStreams {
  private static final int ANSWER_BYTES_MAX = 256;

  private final HranaForm form;
  private final ByteBuf begun = Unpooled.buffer(0, ANSWER_BYTES_MAX);
  private int waiting;
  private boolean skipping;

  ClosingStreams(HranaForm form) {
    this.form = form;
  }

  void onAsked() {
    waiting++;
  }

  int waiting() {
    return waiting;
  }

  /** Looks at sqld's next message, or part of one; whether it says that a stream is closed. */
  boolean isClosedBy(ByteBuf part, boolean last) {
    skipping |= waiting == 0 || begun.readableBytes() + part.readableBytes() > ANSWER_BYTES_MAX;
    if (!skipping) {
      begun.writeBytes(part, part.readerIndex(), part.readableBytes());
    }
    boolean closed = last && !skipping && form.isStreamClosed(begun);
    if (last) {
      begun.clear();
      skipping = false;
    }
    waiting -= closed ? 1 : 0;
    return closed;
  }
}
