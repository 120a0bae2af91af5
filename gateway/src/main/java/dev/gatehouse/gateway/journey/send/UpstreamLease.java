package dev.gatehouse.gateway.journey.send;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;

/** One way to one answer of a node, for one exchange. */
public interface UpstreamLease {

  /** What comes now is this receiver's. */
  void receiveTo(UpstreamReceiver receiver);

  /** Sends a whole request; the callback tells that nobody may send it again. */
  void send(HttpRequest head, ByteBuf body, Runnable onSent);

  void pauseReading();

  void resumeReading();

  /** Ends the lease after a whole answer. */
  void giveBack();

  /** Ends a lease that has no whole answer. */
  void close();

  /** Whether the node has the request as one of its own, for which it needs a turn. */
  default boolean needsTurn() {
    return true;
  }

  /** What the request goes through next, after this lease came to nothing. */
  default UpstreamLease followedBy(UpstreamLease next) {
    return next;
  }
}
