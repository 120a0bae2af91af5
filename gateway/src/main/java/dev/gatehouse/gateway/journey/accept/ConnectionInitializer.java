package dev.gatehouse.gateway.journey.accept;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import java.util.function.Consumer;

/** Equips a new connection, top to bottom in the order of the wire. */
public final class ConnectionInitializer {
  private final ConnectionLimiter limiter;
  private final Consumer<ChannelPipeline> protocol;

  public ConnectionInitializer(ConnectionLimiter limiter, Consumer<ChannelPipeline> protocol) {
    this.limiter = limiter;
    this.protocol = protocol;
  }

  ChannelHandler registeringIn(ChannelGroup connections) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        if (!limiter.admits(channel)) {
          channel.close();
          return;
        }
        connections.add(channel);
        protocol.accept(channel.pipeline());
      }
    };
  }
}
