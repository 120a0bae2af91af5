package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Refusal;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** Looks at each message of a session for SQL that may not reach sqld. */
public interface MessageGuard {

  /** Why this message may not pass; reads it without moving its indexes. */
  Optional<Refusal> objectionTo(ByteBuf message, boolean protobuf);

  /** Lets everything pass. */
  static MessageGuard none() {
    return (_, _) -> Optional.empty();
  }
}
