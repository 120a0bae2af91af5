package dev.gatehouse.gateway.journey.send;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;

/** What became of a connection that somebody wanted. */
final class Dialled {
  private Dialled() {}

  /** Tells it on the loop, where Netty tells on a thread of its own that there is no socket. */
  static ChannelFutureListener on(EventLoop loop, Consumer<ChannelFuture> told) {
    return future -> {
      if (loop.inEventLoop()) {
        told.accept(future);
      } else {
        loop.execute(() -> told.accept(future));
      }
    };
  }
}
