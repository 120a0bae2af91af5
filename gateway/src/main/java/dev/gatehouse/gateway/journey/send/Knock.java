package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** Tries whether a node takes connections. */
@CrossThread
public interface Knock {

  /** Tells on the loop whether it did. */
  void at(InetSocketAddress node, EventLoop loop, Consumer<Boolean> taken);

  /** Connects, and goes away again. */
  static Knock byConnecting(Class<? extends SocketChannel> channelType, Duration bound) {
    return (node, loop, taken) ->
        new Bootstrap()
            .group(loop)
            .channel(channelType)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(bound.toMillis()))
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {}
                })
            .connect(node)
            .addListener(
                Dialled.on(
                    loop,
                    done -> {
                      if (done.isSuccess()) {
                        done.channel().close();
                      }
                      taken.accept(done.isSuccess());
                    }));
  }
}
