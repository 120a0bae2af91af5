package dev.gatehouse.gateway.it;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One HTTP/2 connection whose streams are WebSockets (RFC 8441). */
final class StreamClient implements AutoCloseable {
  private static final int MESSAGE_BYTES_MAX = 64 << 20;
  private static final long PATIENCE_SECONDS = 25;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final URI gateway;
  private final Channel connection;

  StreamClient(URI gateway) {
    this.gateway = gateway;
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
                                .build(),
                            new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                  }
                })
            .connect(gateway.getHost(), gateway.getPort())
            .syncUninterruptibly()
            .channel();
  }

  /** A WebSocket that has said hello. */
  Session hello(String subprotocol, String token) {
    Session session = open(subprotocol);
    session.send(SessionClient.helloWith(token));
    return session;
  }

  Session open(String subprotocol) {
    var session = new Session();
    session.stream =
        new Http2StreamChannelBootstrap(connection)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel stream) {
                    stream
                        .pipeline()
                        .addLast(
                            session.new Wire(),
                            new WebSocket13FrameEncoder(true),
                            new WebSocket13FrameDecoder(false, false, MESSAGE_BYTES_MAX),
                            new WebSocketFrameAggregator(MESSAGE_BYTES_MAX),
                            session.new Messages());
                  }
                })
            .open()
            .syncUninterruptibly()
            .getNow();
    var head =
        new DefaultHttp2Headers(false)
            .method("CONNECT")
            .scheme("http")
            .authority(gateway.getAuthority())
            .path("/")
            .add(":protocol", "websocket")
            .add("sec-websocket-version", "13")
            .add("sec-websocket-protocol", subprotocol);
    session.stream.writeAndFlush(new DefaultHttp2HeadersFrame(head, false));
    return session;
  }

  boolean isClosedSoon() {
    return connection.closeFuture().awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** One WebSocket; it remembers what it was told, in order. */
  @SuppressWarnings("NullAway.Init")
  static final class Session {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private Http2StreamChannel stream;

    void send(String message) {
      stream.writeAndFlush(new TextWebSocketFrame(message));
    }

    /** Takes the stream back, as a client does that vanishes. */
    void reset() {
      stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
    }

    /** The next message, {@code open PROTOCOL}, {@code close CODE REASON} or {@code end}. */
    String next() throws InterruptedException {
      String event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return event == null ? "nothing came" : event;
    }

    String next(int count) throws InterruptedException {
      var all = new StringBuilder();
      for (int i = 0; i < count; i++) {
        all.append(next()).append('\n');
      }
      return all.toString();
    }

    /** Between the frames of HTTP/2 and the bytes of a WebSocket. */
    private final class Wire extends ChannelDuplexHandler {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object frame) {
        switch (frame) {
          case Http2HeadersFrame head -> {
            var headers = head.headers();
            events.add("open " + headers.status() + " " + headers.get("sec-websocket-protocol"));
          }
          case Http2DataFrame data -> {
            ctx.fireChannelRead(data.content());
            if (data.isEndStream()) {
              events.add("end");
            }
          }
          default -> ReferenceCountUtil.release(frame);
        }
      }

      @Override
      public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ctx.write(
            message instanceof ByteBuf bytes ? new DefaultHttp2DataFrame(bytes) : message, promise);
      }
    }

    /** What the server says. */
    private final class Messages extends ChannelInboundHandlerAdapter {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object frame) {
        switch (frame) {
          case TextWebSocketFrame text -> events.add(text.text());
          case CloseWebSocketFrame close -> {
            events.add("close " + close.statusCode() + " " + close.reasonText());
            ctx.writeAndFlush(new CloseWebSocketFrame(close.statusCode(), ""));
          }
          default -> events.add(frame.toString());
        }
        ReferenceCountUtil.release(frame);
      }

      @Override
      public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
      }
    }
  }

  @Override
  public void close() {
    connection.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
