package dev.gatehouse.gateway.exchange;

import io.netty.buffer.ByteBuf;

/** The bytes after a request's head, given to the one who asks for them. */
public interface RequestBody {

  /** The length that the head announced, or -1. */
  long length();

  /** Starts the flow to this reader. */
  void readTo(Reader reader);

  /** Ends the flow: what still comes is dropped, or the connection closes. */
  void discard();

  /** Whoever takes the bytes. */
  interface Reader {
    /** Takes some bytes, and with them their ownership. */
    void onChunk(ByteBuf chunk, boolean last);
  }
}
