package dev.gatehouse.app.handover;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Passes open sockets from one process to another, through a socket in a folder of both. */
final class SocketPass implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLoopGroup loop;
  private final Path path;

  private SocketPass(EventLoopGroup loop, Path path) {
    this.loop = loop;
    this.path = path;
  }

  private static EventLoopGroup newLoop() {
    return new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  }

  /** Gives these, in their order, to whoever connects there, until it is closed. */
  static SocketPass offer(Path path, List<UnixChannel> sockets) throws IOException {
    Files.deleteIfExists(path);
    var pass = new SocketPass(newLoop(), path);
    var bound =
        new ServerBootstrap()
            .group(pass.loop)
            .channel(EpollServerDomainSocketChannel.class)
            .childHandler(new Giver(sockets))
            .bind(new DomainSocketAddress(path.toFile()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      pass.close();
      throw new IOException("cannot pass sockets on: " + bound.cause().getMessage(), bound.cause());
    }
    return pass;
  }

  /** Takes what is offered there. */
  static List<Integer> take(Path path) throws IOException, InterruptedException {
    try (var pass = new SocketPass(newLoop(), path)) {
      var taker = new Taker();
      new Bootstrap()
          .group(pass.loop)
          .channelFactory(SocketPass::reading)
          .handler(taker)
          .connect(new DomainSocketAddress(path.toFile()))
          .addListener(
              connected -> {
                if (!connected.isSuccess()) {
                  taker.all.completeExceptionally(connected.cause());
                }
              });
      return taker.all.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the sockets were not passed on", e);
    }
  }

  private static Channel reading() {
    var channel = new EpollDomainSocketChannel();
    channel.config().setReadMode(DomainSocketReadMode.FILE_DESCRIPTORS);
    return channel;
  }

  @Override
  public void close() throws IOException {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    Files.deleteIfExists(path);
  }

  /** Gives everything to a connection, and ends it. */
  private static final class Giver extends ChannelInitializer<Channel> {
    private final List<UnixChannel> sockets;

    Giver(List<UnixChannel> sockets) {
      this.sockets = sockets;
    }

    @Override
    protected void initChannel(Channel connection) {
      connection
          .pipeline()
          .addLast(
              new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext ctx) {
                  for (UnixChannel socket : sockets) {
                    ctx.write(socket.fd());
                  }
                  ctx.flush();
                  ctx.close();
                }
              });
    }
  }

  /** Collects what comes until the connection ends. */
  private static final class Taker extends ChannelInboundHandlerAdapter {
    private final List<Integer> taken = new ArrayList<>();
    private final CompletableFuture<List<Integer>> all = new CompletableFuture<>();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      taken.add(((FileDescriptor) message).intValue());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      all.complete(List.copyOf(taken));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      all.completeExceptionally(cause);
      ctx.close();
    }
  }
}
