package dev.gatehouse.loadtest.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where connections go, and from where they come.
 *
 * @param url the server
 * @param from the address of this machine to come from, such as {@code 127.0.0.2}
 */
record Door(URI url, InetAddress from) {
  private static final int CONNECT_MILLIS = 5_000;

  /** Opens a line; its owner hears of it, and the future only of what failed. */
  ChannelFuture open(EventLoop loop, Carrier carrier, Line.Owner owner) {
    var initializer =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            switch (carrier) {
              case Carrier.Http _ -> HttpLine.addTo(channel.pipeline(), owner);
              case Carrier.Socket socket ->
                  SocketLine.addTo(channel.pipeline(), webSocket(), socket.token(), owner);
            }
          }
        };
    return new Bootstrap()
        .group(loop)
        .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .handler(initializer)
        .connect(
            new InetSocketAddress(url.getHost(), url.getPort()), new InetSocketAddress(from, 0));
  }

  private URI webSocket() {
    return URI.create("ws://" + url.getAuthority() + "/");
  }
}
