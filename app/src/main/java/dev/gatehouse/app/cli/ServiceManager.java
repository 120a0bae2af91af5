package dev.gatehouse.app.cli;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** systemd, or whatever else says in {@code NOTIFY_SOCKET} that it waits for this service. */
final class ServiceManager {
  private ServiceManager() {}

  /** Says that the service is ready, and that this process is the one to watch from now on. */
  static void tellServing() {
    String socket = System.getenv("NOTIFY_SOCKET");
    if (socket == null || !Epoll.isAvailable()) {
      return;
    }
    // A name that begins so is not one of the file system.
    String path = socket.startsWith("@") ? "\0" + socket.substring(1) : socket;
    String state = "MAINPID=%d\nREADY=1\n".formatted(ProcessHandle.current().pid());
    var loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    var told =
        new Bootstrap()
            .group(loop)
            .channel(EpollDomainDatagramChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(new DomainSocketAddress(path))
            .awaitUninterruptibly();
    if (told.isSuccess()) {
      told =
          told.channel()
              .writeAndFlush(Unpooled.copiedBuffer(state, StandardCharsets.US_ASCII))
              .awaitUninterruptibly();
    }
    if (!told.isSuccess()) {
      LoggerFactory.getLogger(ServiceManager.class)
          .warn("the service manager cannot be told: {}", String.valueOf(told.cause()));
    }
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
