package dev.gatehouse.gateway.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A machine that is so busy that a loop comes to its timers long after they were due. */
class LateLoopTest {
  private static final Duration BOUND = Duration.ofMillis(50);
  private static final long STANDSTILL_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CountDownLatch standing = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final CompletableFuture<String> first = new CompletableFuture<>();

  @AfterEach
  void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Must hear from its client within the bound, and stands still for longer. */
  private final class Waiting extends ChannelInboundHandlerAdapter {
    private final Deadline deadline;

    Waiting(Channel channel) {
      this.deadline = new Deadline(channel.eventLoop());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
      deadline.set(BOUND, () -> first.complete("nothing came"));
      standing.countDown();
      mayGoOn.await();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
      deadline.clear();
      first.complete("it came");
    }
  }

  private int listen() {
    Channel bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connection.pipeline().addLast(new Waiting(connection));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) bound.localAddress()).getPort();
  }

  private void standStill() throws InterruptedException {
    standing.await();
    long until = System.nanoTime() + STANDSTILL_NANOS;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
    mayGoOn.countDown();
  }

  @Test
  void aClientDoesNotPayForThat() throws Exception {
    try (var client = new Socket(InetAddress.getLoopbackAddress(), listen())) {
      client.getOutputStream().write(1);
      standStill();
      assertEquals("it came", first.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void aClientThatSaysNothingIsStillTooLate() throws Exception {
    try (var client = new Socket(InetAddress.getLoopbackAddress(), listen())) {
      standStill();
      assertEquals("nothing came", first.get(20, TimeUnit.SECONDS));
      assertEquals(0, client.getInputStream().available());
    }
  }
}
