package dev.gatehouse.gateway.operate;

import dev.gatehouse.gateway.journey.accept.Binding;
import dev.gatehouse.gateway.journey.accept.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The operations listener: {@code /livez}, {@code /readyz}, {@code /metrics}, {@code /top}. */
public final class OpsServer {
  private static final int BODY_BYTES_MAX = 1024;
  private static final int IDLE_SECONDS = 60;
  private static final long ANSWER_MILLIS = 1_000;

  private final Transport transport;
  private final Supplier<Readiness> readiness;
  private final Figures figures;
  private final Executor blocking;

  public OpsServer(
      Transport transport, Supplier<Readiness> readiness, Figures figures, Executor blocking) {
    this.transport = transport;
    this.readiness = readiness;
    this.figures = figures;
    this.blocking = blocking;
  }

  /** Starts to listen; the future's channel knows the port. */
  public ChannelFuture bind(InetSocketAddress address, Binding binding) {
    return binding.bind(bootstrap(), transport.serverChannel(), address);
  }

  private ServerBootstrap bootstrap() {
    return new ServerBootstrap()
        .group(transport.loops())
        .option(ChannelOption.SO_REUSEADDR, true)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new ReadTimeoutHandler(IDLE_SECONDS))
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(BODY_BYTES_MAX))
                    .addLast(new OpsHandler(OpsServer.this::isAlive, readiness, figures, blocking));
              }
            });
  }

  /** Whether every event loop does what it is given, within a bound. */
  private boolean isAlive() {
    for (EventExecutor loop : transport.loops()) {
      if (!loop.submit(() -> {}).awaitUninterruptibly(ANSWER_MILLIS)) {
        return false;
      }
    }
    return true;
  }
}
