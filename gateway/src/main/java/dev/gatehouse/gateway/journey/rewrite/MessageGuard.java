package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Outcome;
import io.netty.buffer.ByteBuf;

/** Looks at each message of a session for SQL that may not reach sqld. */
public interface MessageGuard {

  /** How many statements a message holds that may pass; reads it without moving its indexes. */
  Outcome<Integer> statementsOf(ByteBuf message, boolean protobuf);

  /** Lets everything pass. */
  static MessageGuard none() {
    return (_, _) -> Outcome.ready(1);
  }
}
