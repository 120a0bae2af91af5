package dev.gatehouse.gateway.journey.accept;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;

/** The public port and the connections that came through it. */
public final class Listener {
  private static final int BACKLOG = 1024;
  private static final WriteBufferWaterMark WINDOW = new WriteBufferWaterMark(32 << 10, 64 << 10);

  private final Transport transport;
  private final ConnectionInitializer initializer;
  private final ChannelGroup connections =
      new DefaultChannelGroup("clients", GlobalEventExecutor.INSTANCE, true);

  public Listener(Transport transport, ConnectionInitializer initializer) {
    this.transport = transport;
    this.initializer = initializer;
  }

  /** Starts to listen; the future's channel knows the port. */
  public ChannelFuture bind(InetSocketAddress address) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(transport.loops())
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WINDOW)
            .childHandler(initializer.registeringIn(connections))
            .bind(address);
    connections.add(bound.channel());
    return bound;
  }

  /** Stops listening and tells every connection to end after its exchange. */
  public ChannelGroupFuture drain() {
    ChannelGroupFuture unbound = connections.close(ServerChannel.class::isInstance);
    connections.forEach(client -> client.pipeline().fireUserEventTriggered(DrainEvent.INSTANCE));
    return unbound;
  }

  /** Tells when no connection is left. */
  public ChannelGroupFuture emptied() {
    return connections.newCloseFuture();
  }

  /** Cuts what is left. */
  public ChannelGroupFuture cut() {
    return connections.close();
  }
}
