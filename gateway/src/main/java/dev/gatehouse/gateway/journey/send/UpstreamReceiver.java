package dev.gatehouse.gateway.journey.send;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;

/** Whoever leases a connection and reads its answer. */
public interface UpstreamReceiver {

  void onHead(HttpResponse head);

  /** Takes some bytes, and with them their ownership. */
  void onBody(ByteBuf chunk);

  /** The answer is whole. */
  void onEnd();

  /** Everything that was read at once has been handed over. */
  void onPauseInReading();

  /** The connection is gone, or what came is no HTTP; there will be no more. */
  void onBroken(boolean malformed);
}
