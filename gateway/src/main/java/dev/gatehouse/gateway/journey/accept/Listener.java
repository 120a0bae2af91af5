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
  public ChannelFuture bind(InetSocketAddress address, Binding binding) {
    var bootstrap =
        new ServerBootstrap()
            .group(transport.loops())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WINDOW)
            .childHandler(initializer.registeringIn(connections));
    ChannelFuture bound = binding.bind(bootstrap, transport.serverChannel(), address);
    connections.add(bound.channel());
    return bound;
  }

  /** Stops listening; what waits to be accepted is lost unless another process listens there. */
  public ChannelGroupFuture unbind() {
    return connections.close(ServerChannel.class::isInstance);
  }

  /** Tells every connection to end. */
  public void drain(DrainEvent how) {
    connections.forEach(client -> client.pipeline().fireUserEventTriggered(how));
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
