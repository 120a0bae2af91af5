package dev.gatehouse.gateway.journey.rewrite;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The beginning of an answer's body, which must be seen before any of it goes out. */
interface ReplyOpening {

  /**
   * Looks at what has come so far, without taking it.
   *
   * @return the bytes to send in its place; null where more must come first
   */
  @Nullable ByteBuf rewrite(ByteBuf soFar, boolean whole) throws UnfitReplyException;
}
