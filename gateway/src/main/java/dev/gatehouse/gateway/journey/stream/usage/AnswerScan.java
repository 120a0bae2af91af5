package dev.gatehouse.gateway.journey.stream.usage;

import io.netty.buffer.ByteBuf;

/**
 * Reads the figures out of an answer's bytes, in whatever parts they come. Never takes, changes or
 * keeps any of them.
 */
interface AnswerScan {

  /** Looks at the next bytes. */
  void scan(ByteBuf bytes);

  /** The message is over; what comes next begins another one. */
  void endMessage();
}
