package dev.gatehouse.gateway.front;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** HTTP/2 with prior knowledge, from a client that sends whatever it is told. */
final class Http2Client implements AutoCloseable {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<Long> goAways = new LinkedBlockingQueue<>();
  private final Channel connection;

  /**
   * An answer.
   *
   * @param status the status, or 0 where the stream was reset before
   * @param headers its headers
   * @param body the body
   * @param error the error of the reset that ended the stream, or -1
   */
  record Reply(int status, Http2Headers headers, String body, long error) {}

  Http2Client(InetSocketAddress address) {
    this.connection =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forClient()
                                .validateHeaders(false)
                                .encoderEnforceMaxConcurrentStreams(false)
                                .build());
                    channel
                        .pipeline()
                        .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                    channel.pipeline().addLast(new Listening(goAways));
                  }
                })
            .connect(address)
            .syncUninterruptibly()
            .channel();
  }

  private static final class Listening extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<Long> goAways;

    private Listening(BlockingQueue<Long> goAways) {
      this.goAways = goAways;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      if (frame instanceof Http2GoAwayFrame goAway) {
        goAways.add(goAway.errorCode());
      }
      ReferenceCountUtil.release(frame);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }

  /** One stream: what was sent on it, and what comes back. */
  static final class Stream extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final StringBuilder body = new StringBuilder();
    private Http2Headers headers = new DefaultHttp2Headers();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      switch (frame) {
        case Http2HeadersFrame head -> {
          headers = head.headers();
          finish(head.isEndStream(), -1);
        }
        case Http2DataFrame data -> {
          body.append(new String(ByteBufUtil.getBytes(data.content()), StandardCharsets.UTF_8));
          finish(data.isEndStream(), -1);
        }
        default -> {}
      }
      ReferenceCountUtil.release(frame);
    }

    private void finish(boolean last, long error) {
      if (last) {
        int status = headers.status() == null ? 0 : Integer.parseInt(headers.status().toString());
        replies.add(new Reply(status, headers, body.toString(), error));
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof Http2ResetFrame reset) {
        finish(true, reset.errorCode());
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      finish(true, -1);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }

    Reply reply() throws InterruptedException {
      return NotingJourney.await(replies);
    }
  }

  static Http2Headers head(String path, String token) {
    return new DefaultHttp2Headers(false)
        .method("POST")
        .scheme("http")
        .authority("a.gw")
        .path(path)
        .add("authorization", token);
  }

  /** Sends a request whole. */
  Stream send(Http2Headers head, String body) {
    var stream = new Stream();
    Http2StreamChannel channel = open(stream);
    channel.write(new DefaultHttp2HeadersFrame(head, body.isEmpty()));
    if (!body.isEmpty()) {
      channel.write(new DefaultHttp2DataFrame(ByteBufUtil.writeUtf8(channel.alloc(), body), true));
    }
    channel.flush();
    return stream;
  }

  Http2StreamChannel open(Stream stream) {
    return new Http2StreamChannelBootstrap(connection)
        .handler(stream)
        .open()
        .syncUninterruptibly()
        .getNow();
  }

  /** Begins a stream and takes it back at once. */
  void sendAndReset(Http2Headers head) {
    new Http2StreamChannelBootstrap(connection)
        .handler(new Stream())
        .open()
        .addListener(
            (Future<Http2StreamChannel> opened) -> {
              if (opened.isSuccess()) {
                opened.getNow().write(new DefaultHttp2HeadersFrame(head, false));
                opened.getNow().writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
              }
            });
  }

  Channel connection() {
    return connection;
  }

  /** The error of the next GOAWAY. */
  long goAway() throws InterruptedException {
    return NotingJourney.await(goAways);
  }

  boolean isClosedSoon() {
    return connection.closeFuture().awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    connection.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
