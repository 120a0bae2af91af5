package dev.gatehouse.gateway.journey.rewrite;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Holds the first bytes of an answer back until they have been rewritten. */
public final class ReplyGate {
  private final ReplyOpening opening;
  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private boolean unfit;

  ReplyGate(ReplyOpening opening) {
    this.opening = opening;
  }

  /** Takes some bytes; gives what may go out, or null while there is nothing to give. */
  public @Nullable ByteBuf offer(ByteBuf chunk) {
    held = held.isReadable() ? joined(held, chunk) : chunk;
    return rewritten(false);
  }

  /** Gives what may go out of an answer that has ended; null where it must not go out. */
  public @Nullable ByteBuf finish() {
    return rewritten(true);
  }

  private @Nullable ByteBuf rewritten(boolean whole) {
    try {
      return opening.rewrite(held, whole);
    } catch (UnfitReplyException e) {
      unfit = true;
      return null;
    }
  }

  private static ByteBuf joined(ByteBuf before, ByteBuf after) {
    ByteBuf both = before.alloc().buffer(before.readableBytes() + after.readableBytes());
    both.writeBytes(before).writeBytes(after);
    before.release();
    after.release();
    return both;
  }

  /** Whether what came must not go out. */
  public boolean isUnfit() {
    return unfit;
  }

  /** How many bytes were taken in. */
  public int bytesHeld() {
    return held.readableBytes();
  }

  public void release() {
    held.release();
    held = Unpooled.EMPTY_BUFFER;
  }
}
