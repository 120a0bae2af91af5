package dev.gatehouse.gateway.journey.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KnockTest {
  private static final InetSocketAddress NODE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  /** A process that has no file descriptor left. */
  public static final class NoSocket extends NioSocketChannel {
    public NoSocket() {
      throw new ChannelException("too many open files");
    }
  }

  @Test
  void withoutASocketNobodyIsThereWhichIsToldOnTheLoop() throws Exception {
    var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      EventLoop loop = loops.next();
      var told = new CompletableFuture<String>();
      Knock.byConnecting(NoSocket.class, Duration.ofSeconds(5))
          .at(NODE, loop, taken -> told.complete(taken + " on the loop " + loop.inEventLoop()));
      assertEquals("false on the loop true", told.get(10, TimeUnit.SECONDS));
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }
}
