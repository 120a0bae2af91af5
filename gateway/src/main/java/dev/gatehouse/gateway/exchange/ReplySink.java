package dev.gatehouse.gateway.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/** Where the answer to one request goes, whatever protocol carries it. */
public interface ReplySink {

  /** From now on short answers take the form that gRPC's clients read: all in the head. */
  void speakGrpc();

  /** Whether a head went out, so that no other answer is possible. */
  boolean isCommitted();

  /** Sends the head; a body of unknown length follows when the headers name none. */
  void head(int status, HttpHeaders headers);

  /** Sends some bytes of the body, and with them their ownership. */
  void body(ByteBuf chunk);

  /** Sends what is buffered. */
  void flush();

  /** Ends the answer. */
  void end();

  /** Sends a whole short answer. */
  void answer(Answer answer);

  /** Tells the client, if it can still be told, why it is not served. */
  default void refuse(Refusal refusal) {
    if (isCommitted() || refusal instanceof Refusal.ClientGone) {
      abort();
    } else {
      answer(Rescue.answerTo(refusal));
    }
  }

  /** Cuts an answer that cannot be finished, so that the client sees that it is not whole. */
  void abort();

  /** Whether more bytes would wait in memory. */
  boolean isFull();

  /** Calls back, each time, when there is room again. */
  void onRoom(Runnable callback);
}
