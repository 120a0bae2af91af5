package dev.gatehouse.gateway.journey.send;

import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Whoever reads what sqld says on a session. */
public interface UpstreamMessages {

  /** Takes a message, or the next part of one, and with it its ownership. */
  void onFrame(WebSocketFrame frame);

  /** Everything that was read at once has been handed over. */
  void onPauseInReading();

  /** The connection takes more, after it was full. */
  void onRoom();

  /** The session is over: sqld closed it with this code, or 1006 where it just went away. */
  void onClosed(int code, String reason);
}
