package dev.gatehouse.gateway.journey.accept;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ServerChannel;
import java.net.InetSocketAddress;

/** How a listening socket is come by: made anew, or taken over from another process. */
@FunctionalInterface
public interface Binding {
  /** Makes a new one. */
  Binding NEW = (bootstrap, type, address) -> bootstrap.channel(type).bind(address);

  /**
   * Begins to listen; the future's channel knows the port.
   *
   * @param bootstrap everything about it but where it comes from
   * @param type what a new one is
   */
  ChannelFuture bind(
      ServerBootstrap bootstrap, Class<? extends ServerChannel> type, InetSocketAddress address);
}
